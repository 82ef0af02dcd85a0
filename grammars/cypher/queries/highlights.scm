; Later patterns win.

(identifier) @variable
(quoted_identifier) @variable
(placeholder) @constant.macro
(parameter) @variable.parameter
(legacy_parameter) @variable.parameter

(node_pattern labels: (_) @type)
(relationship_pattern types: (_) @type)
(schema_node label: (_) @type)
(schema_relationship type: (_) @type)
(label_predicate labels: (_) @type)
(set_labels label: (_) @type)
(remove_labels label: (_) @type)
(label_and (_) @type)
(label_or (_) @type)
(label_not (_) @type)

(property_access property: (_) @property)
(property_selector property: (_) @property)
(schema_property name: (_) @property)
(map_entry key: (_) @property)

(function_call name: (_) @function)
(procedure_name) @function
(type) @type.builtin

(string_literal) @string
(interpolated_string) @string
(integer_literal) @number
(float_literal) @number.float
(boolean_literal) @boolean
(null_literal) @constant.builtin
(comment) @comment

(keyword) @keyword
[
  "AND" "AS" "ASSERT" "BINDINGS" "BY" "CALL" "CASE" "COLLECT" "COMMIT" "CONCURRENT" "CONSTRAINT" "CONTAINS" "COUNT"
  "CREATE" "CSV" "CYPHER" "DELETE" "DETACH" "DISJOINT" "DROP" "EACH" "ELSE" "END" "ERROR" "EXISTS" "FIELDTERMINATOR"
  "FILTER" "FINISH" "FOR" "FOREACH" "FROM" "GROUP" "GROUPS" "HEADERS" "IF" "IN" "INDEX" "INSERT" "IS" "JOIN" "KEY"
  "LET" "LIMIT" "LOAD" "MATCH" "MERGE" "NEXT" "NODETACH" "NORMALIZED" "NOT" "NULL" "OF" "ON" "OPTIONAL" "OPTIONS"
  "OR" "ORDER" "PATH" "PERIODIC" "RELATIONSHIP" "RELATIONSHIPS" "REMOVE" "REPLACE" "REPORT" "REQUIRE" "RETURN" "ROW"
  "SCAN" "SCORE" "SEARCH" "SEC" "SEEK" "SET" "SHOW" "SKIP" "STARTS" "STATUS" "TERMINATE" "THEN" "TIME" "TRANSACTION"
  "TYPED" "UNION" "UNIQUE" "UNWIND" "USE" "USING" "VECTOR" "WHEN" "WHERE" "WITH" "WITHOUT" "XOR" "YIELD"
] @keyword
