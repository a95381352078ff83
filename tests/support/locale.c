/* Takes over the user's locale before main(), as the program does: a unit test that is run under a
 * locale with a decimal comma then finds any number that was read or printed by the C library. */
#include <locale.h>

__attribute__((constructor)) static void take_locale(void)
{
    setlocale(LC_ALL, "");
}
