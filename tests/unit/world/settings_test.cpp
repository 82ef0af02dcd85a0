#include <string>

#include <godwit/world/settings.h>
#include <support/catch.h>

using namespace godwit;

namespace {

const std::string name = "lock_timeout";

std::string in_effect(const Settings& settings) {
  const std::string* found = settings.find(name);
  return found ? *found : "default";
}

/// A session for which the environment provides 9s.
Settings provided() {
  Settings out;
  out.provide(name, "9s");
  return out;
}

}  // namespace

TEST_CASE("SET holds for the session, above what the environment provides; RESET takes it back") {
  Settings settings = provided();
  CHECK(in_effect(settings) == "9s");
  settings.set(name, "5s", false, false);
  CHECK(in_effect(settings) == "5s");
  settings.commit();
  CHECK(in_effect(settings) == "5s");
  settings.set(name, {}, false, false);
  CHECK(in_effect(settings) == "9s");
  CHECK_FALSE(settings.find("statement_timeout"));
}

TEST_CASE("SET LOCAL ends with the transaction, and outside of one does nothing") {
  Settings settings = provided();
  settings.set(name, "5s", true, false);
  CHECK(in_effect(settings) == "9s");
  settings.set(name, "5s", true, true);
  CHECK(in_effect(settings) == "5s");
  settings.commit();
  CHECK(in_effect(settings) == "9s");
}

TEST_CASE("SET LOCAL ... TO DEFAULT sets the session's value aside until the transaction ends") {
  Settings settings = provided();
  settings.set(name, "5s", false, false);
  settings.set(name, {}, true, true);
  CHECK(in_effect(settings) == "9s");
  settings.commit();
  CHECK(in_effect(settings) == "5s");
  settings.set(name, {}, true, false);
  CHECK(in_effect(settings) == "5s");
}

TEST_CASE("SET after SET LOCAL holds at once and after the transaction; so does RESET") {
  Settings settings = provided();
  settings.set(name, "5s", true, true);
  settings.set(name, "7s", false, true);
  CHECK(in_effect(settings) == "7s");
  settings.commit();
  CHECK(in_effect(settings) == "7s");
  settings.set(name, "5s", true, true);
  settings.set(name, {}, false, true);
  CHECK(in_effect(settings) == "9s");
  settings.commit();
  CHECK(in_effect(settings) == "9s");
}

TEST_CASE("RESET ALL and a new session leave what the environment provides") {
  for (const bool session : {false, true}) {
    Settings settings = provided();
    settings.set(name, "5s", false, true);
    settings.set("statement_timeout", "1min", true, true);
    if (session)
      settings.new_session();
    else
      settings.reset_all();
    CHECK(in_effect(settings) == "9s");
    CHECK_FALSE(settings.find("statement_timeout"));
  }
}

TEST_CASE("a copy of the settings is what they were") {
  Settings settings = provided();
  const Settings before = settings;
  settings.set(name, "5s", false, false);
  CHECK(in_effect(before) == "9s");
  settings = before;
  CHECK(in_effect(settings) == "9s");
}

TEST_CASE("a timeout of zero limits nothing") {
  Settings settings;
  CHECK_FALSE(settings.limits(name));
  for (const char* none : {"0", "0s", "0ms", ""}) {
    settings.set(name, none, false, false);
    CHECK_FALSE(settings.limits(name));
  }
  settings.set(name, "500ms", false, false);
  CHECK(settings.limits(name));
}
