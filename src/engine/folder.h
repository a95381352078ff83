/* TcFolder: rule files read together: sets of criteria, texts that amend them, and examples. It
 * yields the version of each set that is in force on a day.
 *
 * An amendment is of the set with its code; of several sets with one code, one of which replaces
 * the other, of the last that is in force from its day or before.
 *
 * A version is the set as first issued with every edit that is in force on the day, applied in the
 * order of their days, then of signing, then of the files (semantics.md 5.2). Versions hold their
 * folder: it lives as long as the last of them. */
#ifndef TC_ENGINE_FOLDER_H
#define TC_ENGINE_FOLDER_H

#include "engine/program.h"
#include "syntax/amend.h"

typedef struct TcFolder TcFolder;

/* Reads @sources (TcSource, transfer full: the folder keeps them). What is wrong with amendments
 * goes to @diags; a set's own mistakes come with its versions. Files of examples alone are kept
 * apart. Returns: (transfer full). */
TcFolder *tc_folder_new(GPtrArray *sources, TcDiagList *diags);
/* The same as it was known at the end of @day: texts that were signed later are left out. One that
 * amends and does not say when it was signed is told. */
TcFolder *tc_folder_new_known(GPtrArray *sources, int32_t day, TcDiagList *diags);
TcFolder *tc_folder_ref(TcFolder *folder);
void tc_folder_unref(TcFolder *folder);

/* How many sets it has, and whether one is amended. */
uint32_t tc_folder_n_sets(const TcFolder *folder);
bool tc_folder_is_amended(const TcFolder *folder, uint32_t set);
/* The days on which a version of the set begins or ends, but for its own first day, in order.
 * Returns: (transfer full) of int32_t. */
GArray *tc_folder_days(const TcFolder *folder, uint32_t set);

/* An edit in force, and where it stands in the order of effect. */
typedef struct {
    const TcAmendment *amendment;
    const TcEdit *edit;
    uint32_t by;    /* 1 + place of the amendment in the folder */
    uint32_t place; /* of the edit in its text */
} TcInForce;
/* The edits of the set that are in force on @day, in the order of effect; INT32_MIN: none. Returns:
 * (transfer full) of TcInForce. */
GArray *tc_folder_edits(const TcFolder *folder, uint32_t set, int32_t day);
/* Does the edit @a take effect before @b? As a sort function of TcInForce. */
int tc_in_force_order(const void *a, const void *b);
/* The end of those of @edits from @first on that one text makes on one day: they take effect
 * together. */
guint tc_in_force_together(const GArray *edits, guint first);
/* The set with these edits alone; else as tc_folder_outline. */
TcOutline *tc_folder_outline_with(const TcFolder *folder, uint32_t set, const GArray *edits,
                                  TcDiagList *diags);
/* The set as first issued. (transfer none) */
const TcText *tc_folder_text(const TcFolder *folder, uint32_t set);

/* The clauses of the set on @day; INT32_MIN: as first issued. Edits that do not fit are told to
 * @diags. What is told may stand in words that the outline made: use it while that lives. Returns:
 * (transfer full), not to outlive the folder. */
TcOutline *tc_folder_outline(const TcFolder *folder, uint32_t set, int32_t day, TcDiagList *diags);
/* Each edit and transition that begins on @day, or whose last day is the one before; @clause: of
 * the text. */
typedef void (*TcEachEdit)(const TcAmendment *amendment, uint32_t clause, bool begins,
                           void *context);
void tc_folder_each_edit_on(const TcFolder *folder, uint32_t set, int32_t day, TcEachEdit each,
                            void *context);
/* What an amendment is called: its decision, else its file. (transfer none) */
const char *tc_amendment_named(const TcAmendment *amendment);
/* All amendments, as TcOutlineItem.by counts them. */
const GPtrArray *tc_folder_amendments(const TcFolder *folder);
/* The clauses of @outline (transfer full) as the program of the set on @day; @amended_by: the
 * decisions, or NULL. Never NULL; with a model only if there was no error. */
TcProgram *tc_folder_program_of(TcFolder *folder, uint32_t set, int32_t day, TcOutline *outline,
                                const char *amended_by, TcDiagList *diags);
/* The same of the clauses of the set on @day. Returns: (transfer full). */
TcProgram *tc_folder_program(TcFolder *folder, uint32_t set, int32_t day, TcDiagList *diags);

/* Makes the program of a version: tc_folder_program or another that is made as it is. */
typedef TcProgram *(*TcMakeVersion)(TcFolder *folder, uint32_t set, int32_t day, TcDiagList *diags);
/* Every version of every set as @make makes it, with the examples of it, wherever in the folder
 * they stand, and a program without a set for each text of examples alone (TcProgram, appended to
 * @programs). @sets: gets of each set its versions in order (GPtrArray of TcProgram *, borrowed),
 * or NULL. */
void tc_folder_programs(TcFolder *folder, TcMakeVersion make, GPtrArray *programs, GPtrArray *sets,
                        TcDiagList *diags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcFolder, tc_folder_unref)

#endif
