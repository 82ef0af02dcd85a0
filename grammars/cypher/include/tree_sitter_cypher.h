/* The Cypher grammar of this folder, as a library; README.md lists its nodes. */
#ifndef TREE_SITTER_CYPHER_H_
#define TREE_SITTER_CYPHER_H_

#include <tree_sitter/api.h>

#ifdef __cplusplus
extern "C" {
#endif

const TSLanguage* tree_sitter_cypher(void);

/*
 * Reads one character for a TSInput whose encoding is TSInputEncodingCustom. It reads UTF-8, and \uXXXX as the one
 * character that it means: Cypher decodes these before anything else, so that M\u0041TCH is a keyword and \u0027 ends
 * a string. Offsets remain those of the text as it is written.
 */
uint32_t tree_sitter_cypher_decode(const uint8_t* text, uint32_t length, int32_t* character);

/* Parses a text with `parser`, whose language has been set; the way above is taken where the text needs it. */
TSTree* tree_sitter_cypher_parse(TSParser* parser, const TSTree* before, const char* text, uint32_t length);

#ifdef __cplusplus
}
#endif

#endif
