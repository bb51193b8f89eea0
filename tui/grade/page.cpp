#include "grade/page.hpp"

#include <fmt/format.h>

#include <cctype>

#include "grade/markup.hpp"
#include "grade/page_parts.hpp"
#include "grade/report_words.hpp"

namespace partage::grade {
namespace {

std::string head(const Results& results) {
  return fmt::format(R"(<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Notes de la classe, {}</title>
<style>{}</style>
</head>
)",
                     page_style_digest(), escaped(french_date(results.date)), page_style());
}

std::string navigation(bool similar) {
  return fmt::format(R"(<body>
<nav class="skip" aria-label="Accès direct">
<a href="#tableau">Aller au tableau</a>
<a href="#erreurs">Aller aux erreurs</a>
<a href="#etudiants">Aller aux étudiants</a>
</nav>
<header>
<h1>Notes de la classe</h1>
<nav aria-label="Sommaire">
<ul>
<li><a href="#resume">Résumé</a></li>
<li><a href="#repartition">Répartition</a></li>
<li><a href="#exercices">Exercices</a></li>
<li><a href="#tableau">Tableau</a></li>
<li><a href="#erreurs">Erreurs</a></li>
{}<li><a href="#etudiants">Étudiants</a></li>
</ul>
</nav>
</header>
<main>
)",
                     similar ? "<li><a href=\"#ressemblances\">Ressemblances</a></li>\n" : "");
}

}  // namespace

std::string index_html(const Results& results, const SourceText& source, const Similarities* similar) {
  std::string page = head(results) + navigation(similar != nullptr);
  page += page_summary(results) + page_distribution(results) + page_exercises(results);
  page += page_table(results) + page_diagnoses(results);
  if (similar != nullptr) page += page_similar(results, *similar);
  page += page_students(results, source);
  return page + "</main>\n</body>\n</html>\n";
}

std::string_view style_class(State state) {
  switch (state) {
    case State::passed: return "p";
    case State::failed: return "f";
    case State::missing: return "m";
    case State::not_judged: return "n";
  }
  return "";
}

std::string mark_anchor(const Student& student, const Expected& exercise) { return escaped(student.id + "-" + exercise.number); }

std::string code_anchor(std::string_view code) {
  std::string anchor = "e-";
  for (const char c : code) anchor += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '-';
  return anchor;
}

}  // namespace partage::grade
