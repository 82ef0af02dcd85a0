:begin
CREATE INDEX i FOR (n:A) ON (n.id);
:rollback
:use other
CREATE INDEX i IF NOT EXISTS FOR (n:B) ON (n.id);
:begin
MATCH (n:A) DETACH DELETE n;
:commit
MATCH (n) SET n = {id: 1};
