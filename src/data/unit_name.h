/* Names of units as people write them: "UBND xã Yên Thọ (huyện Như Thanh)" in its parts. */
#ifndef TC_DATA_UNIT_NAME_H
#define TC_DATA_UNIT_NAME_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
    const char *kind; /* "xã", "phường", "thị trấn"; "" if it is not said; static */
    char *name;       /* without kind and district */
    char *parent;     /* as written, without brackets; NULL if there is none */
} TcUnitName;

/* Splits @text; texts are (transfer full). */
void tc_unit_name_split(const char *text, TcUnitName *name);
void tc_unit_name_clear(TcUnitName *name);

/* The kind that a word tells alone ("Phường", "ward": "phường"). Returns: static; NULL if none. */
const char *tc_unit_kind_word(const char *text);
/* Adds the kinds that words tell, each once, in their order: static texts. */
void tc_unit_kinds(GPtrArray *kinds);
/* The kind of a unit told apart from its name, whose own kind is @of_name: a known word, else
 * @of_name, else @told as it is. @told may be NULL. */
const char *tc_unit_kind(const char *told, const char *of_name);

/* Is it the name of a district, as "Huyện Như Thanh", "UBND TP. Thanh Hóa"? */
bool tc_is_district_name(const char *text);
/* The folded key of a district without the word for its kind. Returns: (transfer full). */
char *tc_parent_key(const char *parent);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcUnitName, tc_unit_name_clear)

#endif
