#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/ir/name.h>
#include <godwit/source/span.h>

/// What a database's text looks like, for all who write it or cut it and must not know its parser: frontends, rules,
/// reports. One implementation a dialect, in src/dialects/<dialect>/text*.cpp.
namespace godwit {

/// A piece of text. What never ends takes all that is left, or as much as the dialect thinks it was meant to.
struct Token {
  enum class Kind : std::uint8_t {
    blank,
    comment,
    word,     ///< a keyword, a bare name or a number
    name,     ///< in quotes
    string,
    symbol,   ///< one byte of anything else
  };
  Kind kind = Kind::symbol;
  std::size_t end = 0;
  bool terminated = true;

  [[nodiscard]] bool is_code() const { return kind != Kind::blank && kind != Kind::comment; }
};

/// A comment, marks included.
struct CommentText { Span span; std::string_view text; };

class DialectText {
 public:
  virtual ~DialectText() = default;

  [[nodiscard]] virtual std::string_view id() const = 0;   ///< as the dialect's: `postgres`

  /// What begins at `at`, which is in the text. Never fails, whatever the bytes are.
  [[nodiscard]] virtual Token token(std::string_view text, std::size_t at) const = 0;
  /// The statements of a script as the server's own client cuts it, without the `;` and the comments around them.
  [[nodiscard]] virtual std::vector<Span> statements(std::string_view text) const = 0;
  /// Whether what begins at `at`, where no statement is pending, is for that client and never reaches the server:
  /// `\set`, `:begin`.
  [[nodiscard]] virtual bool is_client_command(std::string_view text, std::size_t at) const = 0;

  /// An identifier as a statement wants it written: in quotes only where it must be.
  [[nodiscard]] virtual std::string quoted(std::string_view identifier) const = 0;
  /// A possibly qualified name.
  [[nodiscard]] std::string quoted(const Name& name) const;

  /// What begins a comment to the end of the line.
  [[nodiscard]] virtual std::string_view comment_mark() const = 0;
  /// A comment without its marks and the blanks inside them.
  [[nodiscard]] virtual std::string_view without_marks(std::string_view comment) const = 0;

  /// How names of its scripts end, in small letters: `.sql`.
  [[nodiscard]] virtual const std::vector<std::string_view>& endings() const = 0;
  /// Names of folders that say that what is in them is this database's: `postgresql`.
  [[nodiscard]] virtual const std::vector<std::string_view>& folders() const = 0;
  /// Whether names of another database's scripts end as this one does, so that only the text tells.
  [[nodiscard]] virtual bool shares_ending(std::string_view file_name) const;
  /// Of a file with such a name: the database that its text, or the beginning of it, is for after all; empty: for ours.
  [[nodiscard]] virtual std::string_view other_owner(std::string_view text) const;
};

/// Every dialect's; generated from the folders.
[[nodiscard]] const std::vector<const DialectText*>& all_texts();
/// Null if godwit reads no such dialect.
[[nodiscard]] const DialectText* find_text(std::string_view dialect);
/// The same, `default_sql` for one that it does not read.
[[nodiscard]] const DialectText& language_of(std::string_view dialect);

/// Whose plain SQL is taken to be where nothing tells the database.
[[nodiscard]] const DialectText& default_sql();

/// Whether a file's name ends as the dialect's scripts do, in any case of its letters.
[[nodiscard]] bool has_ending(const DialectText& text, std::string_view file_name);
/// The dialect as whose a file is taken for its name alone, `default_sql` where several share the ending; null if it is
/// none's.
[[nodiscard]] const DialectText* text_of_file(std::string_view file_name);

/// Whether there is anything but blanks, comments and `;`.
[[nodiscard]] bool has_statement(const DialectText& text, std::string_view script);

/// The database that the last names of a folder's path say its files are for (`db/mysql/migrations`: `mysql`), be it one
/// that godwit reads or not; empty if they say none.
[[nodiscard]] std::string_view database_of_folder(std::string_view path);

/// A database that godwit knows by name only. `database` is the id that its dialect would have.
struct NamedFolder { std::string_view folder, database; };
[[nodiscard]] const std::vector<NamedFolder>& folders_of_unread_databases();

}  // namespace godwit
