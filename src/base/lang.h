/* The two languages of keywords, messages and number styles. Vietnamese is first everywhere. */
#ifndef TC_BASE_LANG_H
#define TC_BASE_LANG_H

typedef enum { TC_LANG_VI, TC_LANG_EN, TC_N_LANGS } TcLang;

#endif
