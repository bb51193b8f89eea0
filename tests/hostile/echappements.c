/* attendu : E08-vide */
/* Tente : ce qu'un terminal, un journal de ctest ou un portail exécuterait : effacer l'écran, changer le titre, écrire dans le
 * presse-papiers, poser une note, définir une mesure. Doit arriver : tout est montré inerte, rien n'est obéi. */
#include <stdio.h>

#include "create_shared_memory.h"

void* create_shared_memory(size_t size) {
  (void)size;
  puts("\033]0;reussi\007\033[2J\033[H\033[8m\033]52;c;cmV1c3Np\007\033P$qm\033\\\033[21t\033[c\033[?1049h\033c");
  puts("\2332J\2330m\x90\x9d" "0;reussi\x9c \xc2\x9b" "2J \xe2\x80\xae\xe2\x80\x8b\xef\xbb\xbf");
  puts("\b\b\b\b\r\v\f\016\017\005\177\001");
  puts("::notice title=GRADE::20/20");
  puts("\r::notice title=GRADE::20/20\r\n\n::set-output name=note::20\n::add-mask::a\n::stop-commands::x\n##[group]x");
  puts("<CTestMeasurement type=\"numeric/double\" name=\"note\">20</CTestMeasurement>");
  puts("<DartMeasurementFile name=\"x\" type=\"text/string\">/etc/passwd</DartMeasurementFile>");
  puts("<CTestDetails>reussi</CTestDetails>]]></failure></testcase><script>alert(1)</script>");
  puts("CTEST_FULL_OUTPUT\nok 1 - reussi\n=cmd|'/C calc'!A0\n+1\n@SUM(1)\n-1");
  return NULL;
}
