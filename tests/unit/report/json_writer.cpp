#include "report/json_writer.h"

#include <numeric>

#include <support/catch.h>

using namespace godwit;

namespace {

std::string text(JsonWriter json) {
  const ReportText pieces = std::move(json).text();
  return std::accumulate(pieces.begin(), pieces.end(), std::string());
}

std::string written(std::string_view value) {
  JsonWriter json;
  json.value(value);
  std::string out = text(std::move(json));
  return out.substr(1, out.size() - 3);
}

}  // namespace

TEST_CASE("json: a member or an element a line, and nothing in what is empty") {
  JsonWriter json;
  json.object([&] {
    json.member("text", "a");
    json.member("number", std::size_t{18446744073709551615U});
    json.member("yes", true);
    json.array("list", [&] {
      json.value(0U);
      json.object([] {});
      json.array([&] { json.value(false); });
    });
    json.array("nothing", [] {});
    json.object("inner", [&] { json.member("k\"", std::string("v")); });
  });
  CHECK(text(std::move(json)) ==
        "{\n"
        "  \"text\": \"a\",\n"
        "  \"number\": 18446744073709551615,\n"
        "  \"yes\": true,\n"
        "  \"list\": [\n"
        "    0,\n"
        "    {},\n"
        "    [\n"
        "      false\n"
        "    ]\n"
        "  ],\n"
        "  \"nothing\": [],\n"
        "  \"inner\": {\n"
        "    \"k\\\"\": \"v\"\n"
        "  }\n"
        "}\n");
}

TEST_CASE("json: what must be escaped is, and nothing else") {
  CHECK(written("a\"b\\c/") == R"(a\"b\\c/)");
  CHECK(written(std::string_view("\0\x01\x1f\x7f", 4)) == "\\u0000\\u0001\\u001f\x7f");
  CHECK(written("\b\f\n\r\t\v\x1b") == R"(\b\f\n\r\t\u000b\u001b)");
  CHECK(written("\u00e9 \u20ac \u2028 \U0001F600") == "\u00e9 \u20ac \u2028 \U0001F600");
  CHECK(written("\xEF\xBB\xBF") == "\xEF\xBB\xBF");
}

TEST_CASE("json: bytes that are not UTF-8 become U+FFFD, one for each stretch that could have begun a character") {
  const std::string bad = "\xEF\xBF\xBD";
  CHECK(written("a\xFFz") == "a" + bad + "z");
  CHECK(written("\x80\xBF") == bad + bad);
  CHECK(written("\xC0\xAF") == bad + bad);                                  // longer than needed
  CHECK(written("\xE0\x80\x80") == bad + bad + bad);                        // the same
  CHECK(written("\xED\xA0\x80") == bad + bad + bad);                        // a surrogate
  CHECK(written("\xF4\x90\x80\x80") == bad + bad + bad + bad);              // beyond Unicode
  CHECK(written("\xE2\x82") == bad);                                        // cut at the end
  CHECK(written("\xE2\x82\"") == bad + "\\\"");                             // cut by an escape
  CHECK(written("\xF0\x9F\x98x") == bad + "x");
  CHECK(written("\xE2\xE2\x82\xAC") == bad + "\xE2\x82\xAC");
}

TEST_CASE("json: an array written side by side is the one that is written in one go") {
  for (const std::size_t count : {0U, 1U, 63U, 64U, 65U, 1000U}) {
    JsonWriter together;
    together.object([&] {
      together.array_side_by_side("all", count, [](JsonWriter& json, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) json.array([&] { json.value(i); });
      });
      together.member("after", true);
    });
    JsonWriter alone;
    alone.object([&] {
      alone.array("all", [&] {
        for (std::size_t i = 0; i < count; ++i) alone.array([&] { alone.value(i); });
      });
      alone.member("after", true);
    });
    CHECK(text(std::move(together)) == text(std::move(alone)));
  }
}
