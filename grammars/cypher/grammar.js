// Cypher as Neo4j 3.5 to 2026 spoke it, one statement a text. What a version lacks is not an error here.
// README.md lists the nodes and fields that programs rely on, and says how src/ is made from this file.

/// <reference types="tree-sitter-cli/dsl" />

const PREC = {
  or: 1,
  xor: 2,
  and: 3,
  not: 4,
  compare: 5,
  predicate: 6,
  add: 7,
  multiply: 8,
  power: 9,
  sign: 10,
  postfix: 11,
};

/** A keyword, or one of several that stand in the same places, in any case: one token. */
const token_of = (words) => new RegExp(words.replace(/[A-Z]/g, (letter) => `[${letter.toLowerCase()}${letter}]`));
/** The same as an anonymous node, for words that say nothing more; of several words it bears the first one's name. */
const kw = (words) => alias(token_of(words), words.split("|")[0]);
/** The same as a node `keyword`, for words whose text matters. */
const word_of = ($, words) => alias(token_of(words), $.keyword);

// One token for all words that stand in the same places keeps the tables small.
const ADMIN_OBJECT = "DATABASE|ALIAS|AUTH|COMPOSITE|IMMUTABLE|ROLE|SERVER|USER";
const INDEX_KIND = "RANGE|BTREE|POINT|TEXT";
const LIST_WORD = "NONE|SINGLE|EXTRACT";
const MATCH_MODE = "DIFFERENT|REPEATABLE";
const PATH_MODE = "WALK|TRAIL";
const TRIM_SIDE = "BOTH|LEADING|TRAILING";

const list_of = (rule) => seq(rule, repeat(seq(",", rule)));
const projection = ($) => [
  optional(field("mode", choice(word_of($, "DISTINCT"), word_of($, "ALL")))),
  list_of(choice(field("all", "*"), $.projection_item)),
  repeat(choice($.group_by, $._sort)),
];

const parens = (rule) => seq("(", rule, ")");
const braces = (rule) => seq("{", rule, "}");
const brackets = (rule) => seq("[", rule, "]");

// Keywords that may begin an expression or stand in a node, where a variable may stand too. All others are variables
// there without being listed: a keyword is only read as one where the grammar has a use for it.
const SOFT = [
  "ALL",
  "ANY",
  "CASE",
  "COLLECT",
  "COUNT",
  "EXISTS",
  "FILTER",
  "IS",
  "REDUCE",
  "ALLREDUCE",
  "SHORTESTPATH",
  "ALLSHORTESTPATHS",
  "WHERE",
  LIST_WORD,
  TRIM_SIDE,
];
// The same for a path's variable after MATCH and after CREATE, and for the name of an index or a constraint.
const SOFT_PATH = ["SHORTEST", PATH_MODE, MATCH_MODE];
const SOFT_CREATE = ["CONSTRAINT", "FULLTEXT", "INDEX", "LOOKUP", "VECTOR", INDEX_KIND, ADMIN_OBJECT];
const SOFT_SCHEMA = ["FOR", "IF", "ON"];

const PLACEHOLDER = /\$\{[^{}\n]+\}|\{\{[~\-]?[ \t]*[#\/^&>!.$]?[A-Za-z_][^{}\n]*\}\}/;
const WORD_START = "(?:[\\p{L}\\p{Nl}\\p{Pc}]|\\\\u+[0-9a-fA-F]{4})";
const WORD_PART = "(?:[\\p{L}\\p{Nl}\\p{Pc}\\p{Mn}\\p{Mc}\\p{Nd}\\p{Sc}]|\\\\u+[0-9a-fA-F]{4})";
const QUOTED = "`(?:[^`]|``)*`";
const DASHES = /[\u00AD\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE58\uFE63\uFF0D]/;

module.exports = grammar({
  name: "cypher",

  word: ($) => $._word,

  // blanks outside ASCII are a token of their own, so that skipping the others is a comparison or two
  extras: ($) => [/[ \t-\r\u001C-\u001F]/, $._rare_blank, $.comment],

  conflicts: ($) => [
    // `(a)` or `(a:L)` is a node when a relationship follows, else an expression in parentheses
    [$.node_pattern, $._expression],
    [$._properties, $._expression],
    [$.map, $.map_projection],
    [$.legacy_parameter, $._variable],
    // `RETURN ALL (x IN xs)` and `RETURN all(x IN xs)`
    [$._expression, $._in_list],
    // `[x IN xs]` and `[x IN xs, 1]`; `[p = (a)-->(b) | p]` and `[p = q]`
    [$._expression, $.list_comprehension],
    [$._expression, $.pattern_comprehension],
    // `[x IN xs WHERE x:A | x]` and `[x IN xs WHERE x:A|B | x]`
    [$._labels, $.label_or],
  ],

  // rules that are only shorthand: inlined, they cost no step and hide no conflict
  inline: ($) => [$._projection_element, $._pattern_list, $._types],

  rules: {
    source_file: ($) => optional(seq(repeat($._prefix), $._statement, optional(";"))),

    _prefix: ($) => choice($.cypher_prefix, $.plan_prefix),
    cypher_prefix: ($) =>
      seq(
        kw("CYPHER"),
        optional(field("version", choice($.integer_literal, $.float_literal))),
        repeat($.cypher_option),
      ),
    cypher_option: ($) =>
      seq(
        field("name", alias($._word, $.identifier)),
        "=",
        field("value", choice($._name, $.integer_literal, $.string_literal)),
      ),
    plan_prefix: ($) => field("mode", word_of($, "EXPLAIN|PROFILE")),

    _statement: ($) => choice($.query, seq(optional($.use_clause), $._command)),
    _command: ($) =>
      choice($.create_index, $.create_constraint, $.drop_index, $.drop_constraint, $.show_query, $.admin_command),

    // ---- queries

    query: ($) => seq($._query_part, repeat(seq(choice($.union, $.next), $._query_part))),
    _query_part: ($) => choice($.single_query, $.query_block, $.conditional_query),
    union: ($) => seq(kw("UNION"), optional(field("mode", choice(word_of($, "ALL"), word_of($, "DISTINCT"))))),
    next: ($) => kw("NEXT"),
    query_block: ($) => braces($.query),
    conditional_query: ($) => seq(repeat1($.when_branch), optional($.else_branch)),
    when_branch: ($) => seq(kw("WHEN"), field("condition", $._expression), kw("THEN"), field("body", $._branch)),
    else_branch: ($) => seq(kw("ELSE"), field("body", $._branch)),
    _branch: ($) => choice($.single_query, $.query_block),

    single_query: ($) =>
      seq(
        choice($.use_clause, $._clause, alias($._periodic_load_csv, $.load_csv_clause)),
        repeat(choice($._clause, $._sort, $.use_clause)),
      ),
    _clause: ($) =>
      choice(
        $.match_clause,
        $.create_clause,
        $.insert_clause,
        $.merge_clause,
        $.set_clause,
        $.remove_clause,
        $.delete_clause,
        $.foreach_clause,
        $.call_procedure,
        $.call_subquery,
        $.load_csv_clause,
        $.unwind_clause,
        $.with_clause,
        $.return_clause,
        $.finish_clause,
        $.let_clause,
        $.filter_clause,
        $.for_clause,
      ),

    use_clause: ($) => seq(kw("USE"), field("graph", $._expression)),

    match_clause: ($) =>
      choice(seq(kw("MATCH"), $._match_body), seq(field("optional", kw("OPTIONAL")), kw("MATCH"), $._match_body)),
    _match_body: ($) =>
      seq(
        optional(field("mode", $.match_mode)),
        $._pattern_list,
        repeat(choice($.index_hint, $.scan_hint, $.join_hint)),
        optional(choice(seq($.search_clause, optional($._where)), seq($._where, optional($.search_clause)))),
      ),
    match_mode: ($) =>
      seq(
        field("mode", word_of($, MATCH_MODE)),
        choice(kw("RELATIONSHIP"), kw("RELATIONSHIPS|ELEMENTS|ELEMENT")),
        optional(kw("BINDINGS")),
      ),
    _where: ($) => seq(kw("WHERE"), field("where", $._expression)),
    _pattern_list: ($) => list_of(field("pattern", $.path_pattern)),

    index_hint: ($) =>
      seq(
        kw("USING"),
        optional($._index_kind),
        kw("INDEX"),
        optional(field("seek", kw("SEEK"))),
        field("variable", $._variable),
        ":",
        field("label", $._name),
        parens(list_of(field("property", $._name))),
      ),
    scan_hint: ($) => seq(kw("USING"), kw("SCAN"), field("variable", $._variable), ":", field("label", $._name)),
    join_hint: ($) => seq(kw("USING"), kw("JOIN"), kw("ON"), list_of(field("variable", $._variable))),
    search_clause: ($) =>
      seq(
        kw("SEARCH"),
        field("variable", $._variable),
        kw("IN"),
        parens(
          seq(
            kw("VECTOR"),
            kw("INDEX"),
            field("index", choice($._name, $.parameter)),
            kw("FOR"),
            field("query", $._expression),
            optional($._where),
            optional($.limit),
          ),
        ),
        optional(seq(kw("SCORE"), kw("AS"), field("score", $._variable))),
      ),

    create_clause: ($) =>
      seq(
        kw("CREATE"),
        choice(
          seq(optional(field("unique", kw("UNIQUE"))), $._pattern_list),
          seq(field("pattern", alias($._created_path, $.path_pattern)), optional(seq(",", $._pattern_list))),
        ),
      ),
    _created_path: ($) => seq(field("variable", $._create_keyword), "=", $._path),
    _create_keyword: ($) => choice(...SOFT_CREATE.map((word) => alias(token_of(word), $.identifier))),
    insert_clause: ($) => seq(kw("INSERT"), $._pattern_list),
    merge_clause: ($) => seq(kw("MERGE"), field("pattern", $.path_pattern), repeat(choice($.on_create, $.on_match))),
    on_create: ($) => seq(kw("ON"), kw("CREATE"), $.set_clause),
    on_match: ($) => seq(kw("ON"), kw("MATCH"), $.set_clause),

    set_clause: ($) => seq(kw("SET"), list_of($._set_item)),
    _set_item: ($) => choice($.set_property, $.set_all_properties, $.set_added_properties, $.set_labels),
    set_property: ($) => seq(field("target", $._property_target), "=", field("value", $._expression)),
    set_all_properties: ($) => seq(field("target", $._variable), "=", field("value", $._expression)),
    set_added_properties: ($) =>
      seq(field("target", $._variable), alias($._plus_equal, "+="), field("value", $._expression)),
    _plus_equal: ($) => seq("+", "="),
    set_labels: ($) => $._variable_labels,
    _variable_labels: ($) =>
      seq(
        field("target", $._variable),
        choice(
          repeat1(seq(":", field("label", choice($._name, $.dynamic_label)))),
          seq(kw("IS"), field("label", choice($._name, $.dynamic_label))),
        ),
      ),
    // `n.a`, `n['a']`, `(…).a`, `n.a.b`
    _property_target: ($) =>
      choice(alias($._target_property, $.property_access), alias($._target_subscript, $.subscript)),
    _target_property: ($) => seq(field("object", $._target_object), ".", field("property", $._name)),
    _target_subscript: ($) => seq(field("object", $._target_object), brackets(field("index", $._expression))),
    _target_object: ($) => choice($._variable, $.parenthesized_expression, $._property_target),

    remove_clause: ($) => seq(kw("REMOVE"), list_of($._remove_item)),
    _remove_item: ($) => choice($.remove_property, $.remove_labels),
    remove_property: ($) => field("target", $._property_target),
    remove_labels: ($) => $._variable_labels,

    delete_clause: ($) =>
      seq(
        optional(choice(field("detach", kw("DETACH")), kw("NODETACH"))),
        kw("DELETE"),
        list_of(field("target", $._expression)),
      ),

    foreach_clause: ($) =>
      seq(
        kw("FOREACH"),
        "(",
        field("variable", $._variable),
        kw("IN"),
        field("list", $._expression),
        "|",
        repeat1(field("body", $._clause)),
        ")",
      ),

    call_procedure: ($) =>
      choice(seq(kw("CALL"), $._procedure_call), seq(field("optional", kw("OPTIONAL")), kw("CALL"), $._procedure_call)),
    _procedure_call: ($) =>
      seq(
        field("name", $.procedure_name),
        optional(field("arguments", $.arguments)),
        optional(field("yield", $.yield_clause)),
      ),
    procedure_name: ($) => seq($._name, repeat(seq(".", $._name))),
    // `(*)`, `(DISTINCT n)`, and `(BOTH 'x' FROM 'y')` of trim()
    arguments: ($) =>
      seq(
        "(",
        optional(
          choice(
            field("all", "*"),
            seq(optional(field("mode", word_of($, "DISTINCT"))), list_of($._expression)),
            seq(
              optional(field("mode", word_of($, TRIM_SIDE))),
              optional($._expression),
              kw("FROM"),
              field("from", $._expression),
            ),
          ),
        ),
        ")",
      ),
    yield_clause: ($) =>
      prec.right(
        seq(kw("YIELD"), choice(field("all", "*"), list_of($.yield_item)), repeat($._sort), optional($._where)),
      ),
    yield_item: ($) => seq(field("name", $._name), optional(seq(kw("AS"), field("alias", $._variable)))),

    call_subquery: ($) =>
      choice(seq(kw("CALL"), $._subquery_call), seq(field("optional", kw("OPTIONAL")), kw("CALL"), $._subquery_call)),
    _subquery_call: ($) =>
      seq(
        optional(field("scope", $.scope)),
        braces(field("body", $.query)),
        optional(field("in_transactions", $.in_transactions)),
      ),
    scope: ($) => parens(optional(choice(field("all", "*"), list_of($._variable)))),
    in_transactions: ($) =>
      prec.right(
        seq(
          kw("IN"),
          optional(seq(optional(field("concurrency", $._expression)), field("concurrent", kw("CONCURRENT")))),
          kw("TRANSACTION|TRANSACTIONS"),
          repeat(
            choice(
              seq(kw("OF"), field("batch_size", $._expression), kw("ROW|ROWS")),
              field("on_error", $.on_error),
              seq(kw("REPORT"), kw("STATUS"), kw("AS"), field("report_status", $._variable)),
              field("disjoint_by", $.disjoint_by),
            ),
          ),
        ),
      ),
    on_error: ($) =>
      seq(
        kw("ON"),
        kw("ERROR"),
        choice(
          field("action", $._error_action),
          // FOR may also begin a clause, but not before a number
          prec.right(
            seq(
              field("action", word_of($, "RETRY")),
              optional(seq(kw("FOR"), field("duration", $._expression), $._seconds)),
              optional(seq(kw("THEN"), field("then", $._error_action))),
            ),
          ),
        ),
      ),
    _error_action: ($) => word_of($, "CONTINUE|BREAK|FAIL"),
    _seconds: ($) => kw("SEC|SECS|SECOND|SECONDS"),
    disjoint_by: ($) =>
      seq(
        kw("DISJOINT"),
        kw("BY"),
        choice(
          field("mode", choice(word_of($, "AUTO"), word_of($, LIST_WORD))),
          parens(list_of(field("key", $._expression))),
        ),
      ),

    load_csv_clause: ($) => $._load_csv,
    _periodic_load_csv: ($) => seq(field("periodic_commit", $.periodic_commit), $._load_csv),
    _load_csv: ($) =>
      seq(
        kw("LOAD"),
        kw("CSV"),
        optional(seq(kw("WITH"), field("headers", kw("HEADERS")))),
        kw("FROM"),
        field("url", $._expression),
        kw("AS"),
        field("variable", $._variable),
        optional(seq(kw("FIELDTERMINATOR"), field("field_terminator", $.string_literal))),
      ),
    periodic_commit: ($) =>
      seq(
        kw("USING"),
        kw("PERIODIC"),
        kw("COMMIT"),
        optional(field("batch_size", choice($.integer_literal, $.parameter, $.placeholder))),
      ),

    unwind_clause: ($) => seq(kw("UNWIND"), field("list", $._expression), kw("AS"), field("variable", $._variable)),
    for_clause: ($) => seq(kw("FOR"), field("variable", $._variable), kw("IN"), field("list", $._expression)),
    let_clause: ($) => seq(kw("LET"), list_of($.let_item)),
    let_item: ($) => seq(field("variable", $._variable), "=", field("value", $._expression)),
    filter_clause: ($) => seq(kw("FILTER"), optional(kw("WHERE")), field("where", $._expression)),
    finish_clause: ($) => kw("FINISH"),

    with_clause: ($) => prec.right(seq(kw("WITH"), ...projection($), optional($._where))),
    return_clause: ($) => prec.right(seq(kw("RETURN"), ...projection($))),
    _sort: ($) => choice($.order_by, $.skip, $.limit),
    projection_item: ($) =>
      seq(field("expression", $._expression), optional(seq(kw("AS"), field("alias", $._variable)))),
    group_by: ($) => seq(kw("GROUP"), kw("BY"), choice(seq("(", ")"), list_of(field("key", $._expression)))),
    order_by: ($) => seq(alias($._word, "ORDER"), kw("BY"), list_of($.sort_item)),
    sort_item: ($) =>
      prec.right(seq(field("expression", $._expression), optional(field("direction", alias($._word, $.keyword))))),
    skip: ($) => seq(kw("SKIP|OFFSET"), field("count", $._expression)),
    limit: ($) => seq(kw("LIMIT"), field("count", $._expression)),

    // ---- patterns

    path_pattern: ($) =>
      seq(
        optional(seq(field("variable", choice($._variable, $._path_keyword)), "=")),
        optional(field("selector", $.path_selector)),
        choice($.shortest_path, $._path),
      ),
    _path_keyword: ($) => choice(...SOFT_PATH.map((word) => alias(token_of(word), $.identifier))),
    _path: ($) =>
      repeat1(choice(seq($.node_pattern, repeat(seq($.relationship_pattern, $.node_pattern))), $.path_group)),
    path_selector: ($) =>
      choice(
        field("mode", word_of($, PATH_MODE)),
        seq(
          choice(
            seq(word_of($, "ALL"), optional(word_of($, "SHORTEST"))),
            seq(word_of($, "ANY"), optional(choice(word_of($, "SHORTEST"), field("count", $._count)))),
            seq(word_of($, "SHORTEST"), optional(field("count", $._count))),
          ),
          optional(field("mode", word_of($, PATH_MODE))),
          optional(kw("PATH|PATHS")),
          optional(field("groups", choice(kw("GROUP"), kw("GROUPS")))),
        ),
      ),
    _count: ($) => choice($.integer_literal, $.parameter),
    shortest_path: ($) =>
      seq(
        field("kind", choice(word_of($, "SHORTESTPATH"), word_of($, "ALLSHORTESTPATHS"))),
        "(",
        field("pattern", $.path_pattern),
        ")",
      ),
    path_group: ($) =>
      seq(
        "(",
        field("pattern", alias($._grouped_path, $.path_pattern)),
        optional($._where),
        ")",
        optional(field("quantifier", $.quantifier)),
      ),
    _grouped_path: ($) => seq(optional(seq(field("variable", $._variable), "=")), $._path),
    quantifier: ($) =>
      choice(
        "+",
        "*",
        braces(field("exact", $.integer_literal)),
        braces(seq(optional(field("min", $.integer_literal)), ",", optional(field("max", $.integer_literal)))),
      ),

    node_pattern: ($) => seq("(", optional(field("variable", $._variable)), optional($._node_filler), ")"),
    _node_filler: ($) =>
      choice(seq(choice(":", kw("IS")), field("labels", $._label_expression), optional($._filler)), $._filler),
    _filler: ($) => choice(seq(field("properties", $._properties), optional($._where)), $._where),
    relationship_pattern: ($) =>
      seq(
        optional(field("left_arrow", $._left_arrow)),
        $._dash,
        optional($._relationship_detail),
        $._dash,
        optional(field("right_arrow", $._right_arrow)),
        optional(field("quantifier", $.quantifier)),
      ),
    _relationship_detail: ($) =>
      brackets(
        seq(
          optional(field("variable", $._variable)),
          optional($._types),
          optional(field("length", $.variable_length)),
          optional($._filler),
        ),
      ),
    _types: ($) => seq(choice(":", kw("IS")), field("types", $._label_expression)),
    _left_arrow: ($) => choice("<", alias(/[\u27E8\u2329\u3008\uFE64\uFF1C]/, "<")),
    _right_arrow: ($) => choice(">", alias(/[\u27E9\u232A\u3009\uFE65\uFF1E]/, ">")),
    _dash: ($) => choice("-", alias(DASHES, "-")),
    variable_length: ($) =>
      seq(
        "*",
        optional(
          choice(
            field("exact", $.integer_literal),
            seq(optional(field("min", $.integer_literal)), "..", optional(field("max", $.integer_literal))),
          ),
        ),
      ),
    _properties: ($) => choice($.map, $.parameter, $.legacy_parameter, prec(-2, $.placeholder)),

    _labels: ($) => seq(choice(":", kw("IS")), field("labels", $._label_expression)),
    _label_expression: ($) =>
      choice($._name, $.dynamic_label, $.any_label, $.label_not, $.label_and, $.label_or, $.parenthesized_label),
    any_label: ($) => "%",
    dynamic_label: ($) =>
      seq(
        field("mode", choice("$", alias(/\$[aA]([nN][yY]|[lL][lL])/, $.keyword))),
        "(",
        field("expression", $._expression),
        ")",
      ),
    label_not: ($) => prec(3, seq("!", $._label_expression)),
    label_and: ($) => prec.left(2, seq($._label_expression, choice("&", ":"), $._label_expression)),
    label_or: ($) => prec.dynamic(-1, prec.left(seq($._label_expression, "|", optional(":"), $._label_expression))),
    parenthesized_label: ($) => parens($._label_expression),

    // ---- schema

    create_index: ($) => seq(kw("CREATE"), choice($._index, seq($._or_replace, $._index)), optional($._options)),
    _index: ($) =>
      choice(
        seq(optional($._index_kind), kw("INDEX"), $._plain_index),
        seq(field("kind", word_of($, "VECTOR")), kw("INDEX"), $._vector_index),
        seq(field("kind", word_of($, "FULLTEXT")), kw("INDEX"), $._fulltext_index),
        seq(field("kind", word_of($, "LOOKUP")), kw("INDEX"), $._lookup_index),
        seq(kw("INDEX"), $._on_label),
      ),
    _plain_index: ($) => seq(optional($._schema_head), $._for_one, kw("ON"), $._schema_properties),
    _vector_index: ($) =>
      seq(
        optional($._schema_head),
        $._for_many,
        kw("ON"),
        $._schema_properties,
        optional(seq(kw("WITH"), brackets(optional(list_of(field("filter_property", $.schema_property)))))),
      ),
    _fulltext_index: ($) =>
      seq(
        optional($._schema_head),
        $._for_many,
        kw("ON"),
        kw("EACH"),
        brackets(list_of(field("property", $.schema_property))),
      ),
    _lookup_index: ($) =>
      seq(
        optional($._schema_head),
        kw("FOR"),
        field(
          "pattern",
          choice(alias($._bare_node, $.schema_node), alias($._bare_relationship, $.schema_relationship)),
        ),
        kw("ON"),
        optional(kw("EACH")),
        field("function", $.lookup_function),
      ),
    _or_replace: ($) => seq(field("or_replace", kw("OR")), kw("REPLACE")),
    _if_not_exists: ($) => seq(field("if_not_exists", kw("IF")), kw("NOT"), kw("EXISTS")),
    _if_exists: ($) => seq(field("if_exists", kw("IF")), kw("EXISTS")),
    _schema_name: ($) =>
      field("name", choice($._name, $.parameter, ...SOFT_SCHEMA.map((word) => alias(token_of(word), $.identifier)))),
    _index_kind: ($) => field("kind", word_of($, INDEX_KIND)),
    _schema_head: ($) => choice($._if_not_exists, seq($._schema_name, optional($._if_not_exists))),
    _on_label: ($) => seq(kw("ON"), ":", field("label", $._name), parens(list_of(field("property", $._name)))),
    _options: ($) => seq(kw("OPTIONS"), field("options", choice($.map, $.parameter))),
    _for_one: ($) => seq(kw("FOR"), field("pattern", $._schema_pattern)),
    _for_many: ($) =>
      seq(
        kw("FOR"),
        field(
          "pattern",
          choice(alias($._many_node, $.schema_node), alias($._many_relationship, $.schema_relationship)),
        ),
      ),
    _schema_pattern: ($) => choice($.schema_node, $.schema_relationship),
    schema_node: ($) => parens(seq(field("variable", $._variable), ":", field("label", $._name))),
    schema_relationship: ($) =>
      seq($._schema_left, brackets(seq(field("variable", $._variable), ":", field("type", $._name))), $._schema_right),
    _schema_left: ($) => seq("(", ")", optional(field("left_arrow", $._left_arrow)), $._dash),
    _schema_right: ($) => seq($._dash, optional(field("right_arrow", $._right_arrow)), "(", ")"),
    _bare_node: ($) => parens(field("variable", $._variable)),
    _bare_relationship: ($) => seq($._schema_left, brackets(field("variable", $._variable)), $._schema_right),
    _many_node: ($) =>
      parens(
        seq(
          field("variable", $._variable),
          ":",
          field("label", $._name),
          repeat(seq("|", optional(":"), field("label", $._name))),
        ),
      ),
    _many_relationship: ($) =>
      seq(
        $._schema_left,
        brackets(
          seq(
            field("variable", $._variable),
            ":",
            field("type", $._name),
            repeat(seq("|", optional(":"), field("type", $._name))),
          ),
        ),
        $._schema_right,
      ),
    _schema_properties: ($) =>
      choice(field("property", $.schema_property), parens(list_of(field("property", $.schema_property)))),
    schema_property: ($) => seq(field("variable", $._variable), ".", field("name", $._name)),
    lookup_function: ($) =>
      choice(
        seq(field("name", $._name), "(", field("variable", $._variable), ")"),
        brackets(seq(field("name", $._name), "(", field("variable", $._variable), ")")),
      ),

    create_constraint: ($) =>
      seq(kw("CREATE"), choice($._constraint, seq($._or_replace, $._constraint)), optional($._options)),
    _constraint: ($) => seq(kw("CONSTRAINT"), optional($._schema_head), $._constraint_rule),
    _constraint_rule: ($) => choice(seq($._for_one, kw("REQUIRE"), field("requirement", $._requirement)), $._on_assert),
    _on_assert: ($) =>
      seq(
        field("legacy", kw("ON")),
        field("pattern", $._schema_pattern),
        kw("ASSERT"),
        field("requirement", choice($._requirement, $.exists_requirement)),
      ),
    _requirement: ($) => choice($.unique_requirement, $.key_requirement, $.not_null_requirement, $.type_requirement),
    unique_requirement: ($) => seq($._schema_properties, kw("IS"), optional($._entity), kw("UNIQUE")),
    key_requirement: ($) => seq($._schema_properties, kw("IS"), optional($._entity), kw("KEY")),
    _entity: ($) => field("entity", choice(word_of($, "NODE|REL"), word_of($, "RELATIONSHIP"))),
    not_null_requirement: ($) => seq($._schema_properties, kw("IS"), kw("NOT"), kw("NULL")),
    type_requirement: ($) =>
      seq(
        $._schema_properties,
        choice(seq(optional(kw("IS")), alias($._typed, "::")), seq(kw("IS"), kw("TYPED"))),
        field("type", $.type),
      ),
    exists_requirement: ($) => seq(kw("EXISTS"), $._schema_properties),

    drop_index: ($) => seq(kw("DROP"), kw("INDEX"), choice(seq($._schema_name, optional($._if_exists)), $._on_label)),
    drop_constraint: ($) =>
      seq(kw("DROP"), kw("CONSTRAINT"), choice(seq($._schema_name, optional($._if_exists)), $._on_assert)),

    // ---- commands

    show_query: ($) => seq(repeat1(choice($.show_command, $.terminate_command)), optional($.return_clause)),
    show_command: ($) =>
      prec.right(
        seq(
          kw("SHOW"),
          repeat1(field("target", $._command_token)),
          optional(field("yield", $.yield_clause)),
          optional($._where),
        ),
      ),
    terminate_command: ($) =>
      prec.right(
        seq(
          kw("TERMINATE"),
          kw("TRANSACTION|TRANSACTIONS"),
          optional(list_of(field("transaction", $._expression))),
          optional(field("yield", $.yield_clause)),
          optional($._where),
        ),
      ),

    admin_command: ($) =>
      seq(
        choice(
          seq(
            field("action", word_of($, "CREATE")),
            optional($._or_replace),
            field("object", word_of($, ADMIN_OBJECT)),
          ),
          seq(
            field("action", choice(word_of($, "DROP"), word_of($, "START|STOP"))),
            field("object", word_of($, ADMIN_OBJECT)),
          ),
          field("action", word_of($, "ALTER|DEALLOCATE|DENY|DRYRUN|ENABLE|GRANT|REALLOCATE|RENAME|REVOKE")),
        ),
        $._command_word,
        repeat($._command_token),
      ),
    _command_word: ($) => choice($._name, $.string_literal, $.parameter),
    _command_token: ($) =>
      choice(
        $._command_word,
        $.integer_literal,
        $.float_literal,
        $.command_group,
        ",",
        "*",
        ".",
        ":",
        "=",
        "-",
        "+",
        "<",
        ">",
        "|",
        "&",
        "!",
        "%",
      ),
    command_group: ($) =>
      choice(
        seq("(", repeat($._command_token), ")"),
        seq("[", repeat($._command_token), "]"),
        seq("{", repeat($._command_token), "}"),
      ),

    // ---- expressions

    _expression: ($) =>
      choice(
        $._variable,
        $._literal,
        $.parameter,
        $.legacy_parameter,
        $.list,
        $.map,
        $.property_access,
        $.subscript,
        $.slice,
        $.map_projection,
        $.function_call,
        $.binary_expression,
        $.unary_expression,
        $.null_predicate,
        $.type_predicate,
        $.normalized_predicate,
        $.label_predicate,
        $.parenthesized_expression,
        $.case_expression,
        $.list_comprehension,
        $.pattern_comprehension,
        $.list_predicate,
        $.reduce_expression,
        $.exists_subquery,
        $.count_subquery,
        $.collect_subquery,
        $.shortest_path,
        $.pattern_expression,
      ),

    parenthesized_expression: ($) => parens($._expression),
    property_access: ($) => prec(PREC.postfix, seq(field("object", $._expression), ".", field("property", $._name))),
    subscript: ($) => prec(PREC.postfix, seq(field("object", $._expression), "[", field("index", $._expression), "]")),
    slice: ($) =>
      prec(
        PREC.postfix,
        seq(
          field("object", $._expression),
          "[",
          optional(field("from", $._expression)),
          "..",
          optional(field("to", $._expression)),
          "]",
        ),
      ),
    function_call: ($) =>
      prec(PREC.postfix, seq(field("name", choice($._variable, $.property_access)), field("arguments", $.arguments))),

    binary_expression: ($) => {
      const binary = (level, operator, how = prec.left) =>
        how(level, seq(field("left", $._expression), field("operator", operator), field("right", $._expression)));
      return choice(
        binary(PREC.or, kw("OR")),
        binary(PREC.xor, kw("XOR")),
        binary(PREC.and, kw("AND")),
        binary(PREC.compare, $._comparison),
        binary(PREC.predicate, choice("=~", kw("IN"), kw("CONTAINS"))),
        binary(PREC.predicate, seq(kw("STARTS|ENDS"), kw("WITH"))),
        binary(PREC.add, choice("+", "-", "||")),
        binary(PREC.multiply, choice("*", "/", "%")),
        binary(PREC.power, "^"),
      );
    },
    // Two tokens each: a token `<>` beside `<` would double the states of all that may stand before either.
    _comparison: ($) =>
      choice("=", "<", ">", alias($._not_equal, "<>"), alias($._at_most, "<="), alias($._at_least, ">=")),
    _not_equal: ($) => seq("<", ">"),
    _at_most: ($) => seq("<", "="),
    _at_least: ($) => seq(">", "="),
    _typed: ($) => seq(":", ":"),
    unary_expression: ($) =>
      choice(
        prec(PREC.not, seq(field("operator", kw("NOT")), field("operand", $._expression))),
        prec(PREC.sign, seq(field("operator", choice("-", "+")), field("operand", $._expression))),
      ),

    null_predicate: ($) => prec.left(PREC.predicate, seq(field("operand", $._expression), $._is_null)),
    _is_null: ($) => seq(kw("IS"), optional(field("negated", kw("NOT"))), kw("NULL")),
    type_predicate: ($) => prec.left(PREC.predicate, seq(field("operand", $._expression), $._is_typed)),
    _is_typed: ($) =>
      seq(
        choice(
          alias($._typed, "::"),
          seq(kw("IS"), optional(field("negated", kw("NOT"))), choice(alias($._typed, "::"), kw("TYPED"))),
        ),
        field("type", $.type),
      ),
    normalized_predicate: ($) => prec.left(PREC.predicate, seq(field("operand", $._expression), $._is_normalized)),
    _is_normalized: ($) =>
      seq(
        kw("IS"),
        optional(field("negated", kw("NOT"))),
        optional(field("form", word_of($, "NFC|NFD|NFKC|NFKD"))),
        kw("NORMALIZED"),
      ),
    label_predicate: ($) => prec.left(PREC.predicate, seq(field("operand", $._expression), $._labels)),

    case_expression: ($) =>
      seq(
        kw("CASE"),
        optional(field("operand", $._expression)),
        repeat1($.case_branch),
        optional(seq(kw("ELSE"), field("default", $._expression))),
        kw("END"),
      ),
    case_branch: ($) =>
      seq(kw("WHEN"), list_of(field("condition", $._case_condition)), kw("THEN"), field("value", $._expression)),
    _case_condition: ($) => choice($._expression, $.case_test),
    case_test: ($) =>
      choice(
        seq(
          field("operator", choice($._comparison, "=~", kw("IN"), kw("CONTAINS"), seq(kw("STARTS|ENDS"), kw("WITH")))),
          field("right", $._expression),
        ),
        $._is_null,
        $._is_typed,
        $._is_normalized,
      ),

    list: ($) => brackets(optional(list_of($._expression))),
    map: ($) => braces(optional(list_of($.map_entry))),
    map_entry: ($) => seq(field("key", $._name), ":", field("value", $._expression)),
    map_projection: ($) => seq(field("variable", $._variable), "{", optional(list_of($._projection_element)), "}"),
    _projection_element: ($) => choice($.map_entry, $.property_selector, $.all_selector, $._variable),
    property_selector: ($) => seq(".", field("property", $._name)),
    all_selector: ($) => seq(".", "*"),

    list_comprehension: ($) =>
      prec.dynamic(
        1,
        brackets(
          seq(
            field("variable", $._variable),
            kw("IN"),
            field("list", $._expression),
            optional($._where),
            optional($._yielding),
          ),
        ),
      ),
    pattern_comprehension: ($) =>
      prec.dynamic(
        1,
        brackets(
          seq(
            optional(seq(field("variable", $._variable), "=")),
            field("pattern", $.pattern_expression),
            optional($._where),
            "|",
            field("expression", $._expression),
          ),
        ),
      ),
    _in_list: ($) => seq(field("variable", $._variable), kw("IN"), field("list", $._expression)),
    _yielding: ($) => seq("|", field("expression", $._expression)),
    // filter() and extract() are gone since 4.0
    list_predicate: ($) =>
      seq(
        field("name", choice(word_of($, "ALL"), word_of($, "ANY"), word_of($, "FILTER"), word_of($, LIST_WORD))),
        "(",
        $._in_list,
        optional($._where),
        optional($._yielding),
        ")",
      ),
    reduce_expression: ($) =>
      seq(
        field("name", choice(word_of($, "REDUCE"), word_of($, "ALLREDUCE"))),
        "(",
        field("accumulator", $._variable),
        "=",
        field("initial", $._expression),
        ",",
        $._in_list,
        "|",
        field("expression", $._expression),
        optional(seq(",", field("predicate", $._expression))),
        ")",
      ),

    exists_subquery: ($) => seq(kw("EXISTS"), $._subquery_body),
    count_subquery: ($) => seq(kw("COUNT"), $._subquery_body),
    collect_subquery: ($) => seq(kw("COLLECT"), $._subquery_body),
    _subquery_body: ($) =>
      braces(
        choice(field("body", $.query), seq(optional(field("mode", $.match_mode)), $._pattern_list, optional($._where))),
      ),

    pattern_expression: ($) =>
      prec.dynamic(1, prec.right(seq($.node_pattern, repeat1(seq($.relationship_pattern, $.node_pattern))))),

    // `LIST<INTEGER NOT NULL> | ZONED DATETIME`, `VECTOR<FLOAT32>(4)`
    type: ($) =>
      prec.right(
        seq(
          $._type_begin,
          repeat(
            choice(
              alias($._word, $.identifier),
              seq("<", $.type, ">"),
              seq("(", $.integer_literal, ")"),
              seq(kw("NOT"), kw("NULL")),
              "!",
              seq("|", $._type_begin),
            ),
          ),
        ),
      ),
    _type_begin: ($) =>
      choice(
        alias($._word, $.identifier),
        seq(kw("TIME|TIMESTAMP"), choice(kw("WITH"), kw("WITHOUT"))),
        alias(token_of("NULL"), $.null_literal),
      ),

    // ---- leaves

    _literal: ($) =>
      choice(
        $.integer_literal,
        $.float_literal,
        alias(token_of("INFINITY|INF"), $.float_literal),
        alias(token_of("NAN"), $.float_literal),
        $.string_literal,
        $.interpolated_string,
        alias(token_of("TRUE"), $.boolean_literal),
        alias(token_of("FALSE"), $.boolean_literal),
        alias(token_of("NULL"), $.null_literal),
      ),
    integer_literal: ($) => token(choice(/[0-9][0-9_]*/, /0[xX]_?[0-9a-fA-F][0-9a-fA-F_]*/, /0o_?[0-7][0-7_]*/)),
    float_literal: ($) =>
      token(
        choice(
          /[0-9][0-9_]*\.[0-9][0-9_]*([eE][+-]?[0-9_]+)?[fFdD]?/,
          /\.[0-9][0-9_]*([eE][+-]?[0-9_]+)?[fFdD]?/,
          /[0-9][0-9_]*[eE][+-]?[0-9_]+[fFdD]?/,
        ),
      ),
    string_literal: ($) =>
      token(choice(/'([^'\\]|\\[^u]|\\u+[0-9a-fA-F]{4})*'/, /"([^"\\]|\\[^u]|\\u+[0-9a-fA-F]{4})*"/)),
    interpolated_string: ($) =>
      token(
        choice(
          /[sS]'([^'\\{]|\\[^u]|\\u+[0-9a-fA-F]{4}|\{[^}]*\})*'/,
          /[sS]"([^"\\{]|\\[^u]|\\u+[0-9a-fA-F]{4}|\{[^}]*\})*"/,
        ),
      ),
    parameter: ($) => token(choice(new RegExp(`\\$${WORD_PART}+`), new RegExp(`\\$${QUOTED}`))),
    legacy_parameter: ($) => braces(field("name", $._name)),

    _variable: ($) => choice($._name, prec(-1, choice(...SOFT.map((word) => alias(token_of(word), $.identifier))))),
    _name: ($) => choice(alias($._word, $.identifier), $.quoted_identifier, $.placeholder),
    // The first of these says nothing new: it keeps words of ASCII apart, which are read faster that way.
    _word: ($) => token(choice(/[A-Za-z_][A-Za-z0-9_]*/, new RegExp(`${WORD_START}${WORD_PART}*`))),
    quoted_identifier: ($) => token(new RegExp(QUOTED)),
    // `${x}`, `{{x}}` and names made with them: `prefix_${x}`
    placeholder: ($) =>
      token(
        prec(
          1,
          new RegExp(`(?:${WORD_START}${WORD_PART}*)?(?:${PLACEHOLDER.source})(?:${WORD_PART}|${PLACEHOLDER.source})*`),
        ),
      ),

    _rare_blank: ($) => token(/[\u0085\u00A0\u1680\u180E\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/),
    comment: ($) => token(choice(/\/\/[^\r\n]*/, /\/\*[^*]*\*+([^\/*][^*]*\*+)*\//)),
  },
});
