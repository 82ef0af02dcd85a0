#include <sys/stat.h>
#include <unistd.h>

#include <godwit/source/buffer.h>

#include "support/catch.h"
#include "support/temporary_folder.h"

using godwit::read_buffer;

TEST_CASE("a file is read as it stands") {
  const godwit::test::TemporaryFolder folder;
  const std::string text("\xEF\xBB\xBFone\r\ntwo\0three\xFF", 16);
  folder.write("a.sql", text);
  const auto result = read_buffer(folder / "a.sql", "shown/a.sql");
  REQUIRE(result.buffer);
  CHECK(result.error.empty());
  CHECK(result.buffer->path == "shown/a.sql");
  CHECK(result.buffer->text == text);

  folder.write("empty.sql", "");
  REQUIRE(read_buffer(folder / "empty.sql", "").buffer);
  CHECK(read_buffer(folder / "empty.sql", "").buffer->text.empty());
}

TEST_CASE("what cannot be read says why") {
  const godwit::test::TemporaryFolder folder;
  CHECK(read_buffer(folder / "missing.sql", "").error == "No such file or directory");
  CHECK(read_buffer(folder.path(), "").error == "is a folder, not a file");

  REQUIRE(::mkfifo((folder / "pipe.sql").c_str(), 0600) == 0);
  CHECK(read_buffer(folder / "pipe.sql", "").error == "is not a regular file");

  folder.write("huge.sql", "");
  REQUIRE(::truncate((folder / "huge.sql").c_str(), 0x7FFFFFFF) == 0);
  CHECK(read_buffer(folder / "huge.sql", "").error == "is 2 GiB or larger");
  CHECK(read_buffer(folder / "huge.sql", "").buffer == nullptr);
}
