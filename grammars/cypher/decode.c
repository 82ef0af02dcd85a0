#include "tree_sitter_cypher.h"

#include <string.h>

static int hex_value(uint8_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/* The length of the escape \uXXXX (Java allows more than one u) at the beginning of the text, or 0. */
static uint32_t read_escape(const uint8_t* text, uint32_t length, int32_t* character) {
  uint32_t at = 1;
  while (at < length && text[at] == 'u') ++at;
  if (at == 1 || length - at < 4) return 0;
  int32_t value = 0;
  for (uint32_t end = at + 4; at < end; ++at) {
    const int digit = hex_value(text[at]);
    if (digit < 0) return 0;
    value = value * 16 + digit;
  }
  *character = value;
  return at;
}

static uint32_t read_utf8(const uint8_t* text, uint32_t length, int32_t* character) {
  const uint8_t first = text[0];
  const uint32_t count = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (count == 1) {
    *character = first;
    return 1;
  }
  int32_t value = first & (0x7F >> count);
  for (uint32_t i = 1; i < count; ++i) {
    if (i == length || (text[i] & 0xC0) != 0x80) break;
    value = (value << 6) | (text[i] & 0x3F);
    if (i + 1 == count) {
      *character = value;
      return count;
    }
  }
  *character = -1; /* what the runtime takes for an undecodable byte */
  return 1;
}

uint32_t tree_sitter_cypher_decode(const uint8_t* text, uint32_t length, int32_t* character) {
  if (length == 0) {
    *character = 0;
    return 0;
  }
  const uint32_t escape = text[0] == '\\' ? read_escape(text, length, character) : 0;
  return escape ? escape : read_utf8(text, length, character);
}

typedef struct {
  const char* text;
  uint32_t length;
} Text;

static const char* read_text(void* payload, uint32_t offset, TSPoint place, uint32_t* length) {
  (void)place;
  const Text* text = payload;
  *length = offset < text->length ? text->length - offset : 0;
  return text->text + (offset < text->length ? offset : text->length);
}

static int has_escape(const char* text, uint32_t length) {
  const char* at = text;
  const char* const end = text + length;
  while ((at = memchr(at, '\\', (size_t)(end - at)))) {
    if (end - at > 5 && at[1] == 'u') return 1;
    ++at;
  }
  return 0;
}

TSTree* tree_sitter_cypher_parse(TSParser* parser, const TSTree* before, const char* text, uint32_t length) {
  if (!has_escape(text, length)) return ts_parser_parse_string(parser, before, text, length);
  Text whole = {text, length};
  const TSInput input = {&whole, read_text, TSInputEncodingCustom, tree_sitter_cypher_decode};
  return ts_parser_parse(parser, before, input);
}
