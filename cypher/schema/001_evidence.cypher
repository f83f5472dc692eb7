// The evidence layer: what the articles say.
CREATE CONSTRAINT schema_name IF NOT EXISTS FOR (s:Schema) REQUIRE s.name IS UNIQUE;
CREATE CONSTRAINT state_id IF NOT EXISTS FOR (s:State) REQUIRE s.id IS UNIQUE;
CREATE CONSTRAINT article_id IF NOT EXISTS FOR (a:Article) REQUIRE a.id IS UNIQUE;
CREATE CONSTRAINT statement_id IF NOT EXISTS FOR (s:Statement) REQUIRE s.id IS UNIQUE;
CREATE CONSTRAINT name_key IF NOT EXISTS FOR (n:Name) REQUIRE n.key IS UNIQUE;
CREATE INDEX article_content_hash IF NOT EXISTS FOR (a:Article) ON (a.content_hash);
CREATE INDEX article_url IF NOT EXISTS FOR (a:Article) ON (a.url);
CREATE INDEX statement_subject IF NOT EXISTS FOR (s:Statement) ON (s.subject);
CREATE INDEX statement_object IF NOT EXISTS FOR (s:Statement) ON (s.object);
// `claim` is a hash of subject, type and object; `alias` and `alias_of` repeat the ends of ALIAS_OF statements only.
CREATE INDEX statement_claim IF NOT EXISTS FOR (s:Statement) ON (s.claim);
CREATE INDEX statement_alias IF NOT EXISTS FOR (s:Statement) ON (s.alias);
CREATE INDEX statement_alias_of IF NOT EXISTS FOR (s:Statement) ON (s.alias_of);
