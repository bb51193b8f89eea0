// How index.html looks: a calm page, in the reader's light or dark, and on paper each student on a page of their own.
#include <sodium.h>

#include <string>

#include "grade/page_parts.hpp"

namespace partage::grade {

std::string_view page_style() {
  return R"css(
:root {
  color-scheme: light dark;
  --paper: #fdfcf8; --ink: #23211d; --dim: #67625a; --rule: #ddd8cc; --accent: #2c5480; --soft: #f5f2ea;
  --good: #23613a; --good-back: #dcecdd; --bad: #98242a; --bad-back: #f8dcd8; --none: #5c5850; --none-back: #ebe8df;
  --warn: #7a5200; --warn-back: #fbeab8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #181a1c; --ink: #e5e1d8; --dim: #a49f94; --rule: #3a3c3f; --accent: #9cc0ea; --soft: #212427;
    --good: #96d3a6; --good-back: #1d3a28; --bad: #f5aaa3; --bad-back: #4d2422; --none: #b3aea4; --none-back: #2b2d30;
    --warn: #f0cd78; --warn-back: #473812;
  }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); scroll-padding-top: 1rem; }
body { margin: 0 auto; padding: 0 1.25rem 4rem; max-width: 62rem; font: 1.0625rem/1.55 Charter, "Bitstream Charter", Cambria, "Noto Serif", Georgia, serif; font-variant-emoji: text; }
h1, h2, h3, h4, h5 { line-height: 1.25; font-weight: 600; margin: 0; }
h1 { font-size: 1.9rem; margin-top: 2.5rem; }
h2 { font-size: 1.4rem; margin: 3rem 0 1rem; }
h3 { font-size: 1.25rem; }
h4 { font-size: 1.0625rem; }
h5 { font-size: .9375rem; margin-top: .75rem; color: var(--dim); }
p, ul, dl, figure { margin: .5rem 0; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .15em; }
a:focus-visible, .scroll:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code, pre { font-family: ui-monospace, "DejaVu Sans Mono", "Liberation Mono", Menlo, Consolas, monospace; font-size: .86em; }
code { overflow-wrap: anywhere; }
pre { margin: .4rem 0; padding: .5rem .75rem; overflow-x: auto; background: var(--soft); border-left: 3px solid var(--rule); white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.45; }
mark { background: var(--bad-back); color: inherit; }
header nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
.skip a { position: absolute; left: -100vw; }
.skip a:focus { left: 1rem; top: .5rem; z-index: 9; padding: .4rem .8rem; background: var(--paper); border: 1px solid var(--accent); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.dim { color: var(--dim); font-size: .9375rem; overflow-wrap: anywhere; }
.facts { display: grid; gap: .25rem; }
.facts div { display: grid; grid-template-columns: 6.5rem 1fr; }
.facts dt { color: var(--dim); }
.facts dd { margin: 0; }
.facts dd span { white-space: nowrap; }
.facts .p { color: var(--good); } .facts .f { color: var(--bad); } .facts .m { color: var(--none); } .facts .n { color: var(--warn); }
.note { border-left: 3px solid var(--warn); padding: .1rem 0 .1rem 1rem; margin: 1rem 0; }
ul.note { padding-left: 2rem; }
.note h3 { font-size: 1.0625rem; }
.note ul { padding-left: 1rem; }
.note li { overflow-wrap: anywhere; }
figure svg { display: block; width: 100%; max-width: 46rem; height: auto; }
svg .bar { fill: var(--accent); }
svg text { fill: var(--ink); font-size: 11px; text-anchor: middle; }
svg .axis { fill: var(--dim); }
svg line { stroke: var(--rule); }
figcaption { color: var(--dim); font-size: .9375rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums lining-nums; }
.scroll { position: relative; overflow: auto; }
.plain { width: 100%; font-size: .9375rem; }
.plain th, .plain td { padding: .3rem .9rem .3rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); }
.plain th { font-weight: normal; }
.plain thead th { color: var(--dim); white-space: nowrap; }
.alone { margin-top: 1rem; }
.errors th { white-space: nowrap; }
.errors td:nth-child(3) { min-width: 11rem; }
.errors .who { min-width: 12rem; overflow-wrap: anywhere; }
.pairs tbody th { padding-top: .9rem; }
.pairs .who { width: 40%; min-width: 7rem; overflow-wrap: anywhere; }
.pairs .part { white-space: nowrap; }
.tall { width: fit-content; max-width: 100%; max-height: 86vh; border: 1px solid var(--rule); }
.heat { border-collapse: separate; border-spacing: 0; font-size: .9375rem; }
.heat th, .heat td { padding: 0; height: 1.9rem; text-align: center; border-right: 1px solid var(--paper); border-bottom: 1px solid var(--paper); font-weight: normal; }
.heat td { min-width: 2.15rem; }
.heat tbody th { text-align: left; padding: .1rem .75rem; max-width: 15rem; min-width: 9rem; overflow-wrap: anywhere; line-height: 1.25; position: sticky; left: 0; background: var(--paper); z-index: 1; }
.heat thead th { position: sticky; top: 0; background: var(--paper); z-index: 2; border-bottom: 1px solid var(--rule); padding: 0 .4rem; }
.heat thead th:first-child { left: 0; z-index: 3; text-align: left; padding-left: .75rem; }
.heat tfoot th, .heat tfoot td { position: sticky; bottom: 0; background: var(--paper); border-top: 1px solid var(--rule); color: var(--dim); }
.heat tfoot th { left: 0; z-index: 2; text-align: left; padding-left: .75rem; }
.heat a { text-decoration: none; }
.heat tbody th a:hover, .heat thead a:hover { text-decoration: underline; }
.heat td a { display: block; line-height: 1.9rem; color: inherit; }
.heat td a:hover { outline: 2px solid currentColor; outline-offset: -2px; }
.heat .total { padding: 0 .75rem; text-align: right; font-weight: 600; white-space: nowrap; }
.heat .open { font-weight: normal; color: var(--warn); }
.heat .p, .legend .p { color: var(--good); background: var(--good-back); }
.heat .f, .legend .f { color: var(--bad); background: var(--bad-back); }
.heat .m, .legend .m { color: var(--none); background: var(--none-back); }
.heat .n, .legend .n { color: var(--warn); background: var(--warn-back); font-weight: 700; }
.legend { font-size: .9375rem; }
.legend span { display: inline-block; padding: 0 .6rem; margin-right: .25rem; }
.student { border-top: 1px solid var(--rule); padding: 1.5rem 0; content-visibility: auto; contain-intrinsic-size: auto 60rem; }
.student h3 { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; overflow-wrap: anywhere; }
.student .got { font-weight: normal; color: var(--dim); }
article { padding: .3rem 0 .3rem 1rem; border-left: 3px solid var(--rule); margin: .35rem 0; max-width: 48rem; }
article h4 { display: block; font-weight: normal; }
article.p h4 { color: var(--good); } article.f h4 { color: var(--bad); } article.m h4 { color: var(--none); } article.n h4 { color: var(--warn); }
article .got, .whole { white-space: nowrap; }
article.f, article.n { padding-bottom: .6rem; }
article.f { border-left-color: var(--bad); } article.n { border-left-color: var(--warn); } article.p { border-left-color: var(--good); }
article:target, .student:target > h3, tr:target { background: var(--soft); }
article p { overflow-wrap: anywhere; }
.title { font-weight: 600; }
.title code { font-weight: normal; }
.place { color: var(--dim); font-weight: normal; font-size: .9375rem; white-space: nowrap; }
.evidence { list-style: none; padding: 0; font-size: .9375rem; }
.evidence b { display: inline-block; min-width: 4rem; font-weight: normal; color: var(--accent); }
.read { color: var(--accent); }
@media (max-width: 40rem) {
  body { padding: 0 .9rem 3rem; font-size: 1rem; }
  h1 { margin-top: 1.5rem; }
  .heat tbody th { min-width: 7rem; max-width: 8.5rem; padding: .1rem .5rem; }
  svg text { font-size: 19px; }
  .counts { font-size: .875rem; }
  .counts .word { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .counts th, .counts td { padding-right: .5rem; }
  .errors thead { display: none; }
  .errors tr { display: grid; grid-template-columns: 1fr auto; padding: .4rem 0; border-bottom: 1px solid var(--rule); }
  .errors th, .errors td { border: 0; padding: .1rem 0; }
  .errors td:nth-child(n+3) { grid-column: 1 / 3; }
  .pairs thead { display: none; }
  .pairs tr { display: grid; grid-template-columns: 1fr auto; padding: .3rem 0; border-bottom: 1px solid var(--rule); }
  .pairs th, .pairs td { border: 0; padding: .1rem 0; }
  .pairs .who { width: auto; }
  .pairs .part { text-align: right; }
  .pairs th, .pairs .dim { grid-column: 1 / 3; }
  .errors .count::before { content: "Étudiants : "; color: var(--dim); }
}
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --ink: #000; --dim: #444; --rule: #bbb; --accent: #222; --soft: #f4f4f4;
    --good: #23613a; --good-back: #dcecdd; --bad: #98242a; --bad-back: #f8dcd8; --none: #5c5850; --none-back: #ebe8df;
    --warn: #7a5200; --warn-back: #fbeab8;
  }
  @page { margin: 15mm; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; font-size: 1rem; }
  nav, a[href="#tableau"] { display: none; }
  a { color: inherit; text-decoration: none; }
  h1 { margin-top: 0; }
  h2, h3, h4, h5, .pairs tbody tr:first-child { break-after: avoid; }
  #etudiants > h2 { display: none; }
  .scroll, .tall { overflow: visible; max-height: none; border: 0; }
  .heat th, .heat td { position: static !important; height: auto; print-color-adjust: exact; }
  .heat td { min-width: 0; }
  tfoot { display: table-row-group; }
  mark { font-weight: 700; print-color-adjust: exact; }
  .alone { display: none; }
  .heat td a { line-height: 1.4; }
  tr, article.p, article.m, pre { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .student { content-visibility: visible; break-before: page; border: 0; padding: 0; }
}
)css";
}

std::string page_style_digest() {
  const std::string_view style = page_style();
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(style.data()), style.size());
  char text[sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES, sodium_base64_VARIANT_ORIGINAL)];
  return std::string("sha256-") + sodium_bin2base64(text, sizeof text, digest, sizeof digest, sodium_base64_VARIANT_ORIGINAL);
}

}  // namespace partage::grade
