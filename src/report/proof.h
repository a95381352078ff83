/* What was proved of rule sets: text for people, JSON for programs. */
#ifndef TC_REPORT_PROOF_H
#define TC_REPORT_PROOF_H

#include "base/msg.h"
#include "engine/prove.h"

/* @names: what the sets are called, one each; lines of @width at most. */
void tc_proof_text(const TcProof *proof, const char *const *names, TcLang lang, unsigned width,
                   GString *out);
/* docs/json.md, tieuchi/prove/1. */
void tc_proof_json(const TcProof *proof, const char *const *names, GString *out);

#endif
