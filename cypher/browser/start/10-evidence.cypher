// From an article to what it proves
// The newest article: each statement in it with its sentence, and the entities that it names.
MATCH (a:Article)
WITH a
ORDER BY a.published DESC, a.id
LIMIT 1
MATCH path = (a)-[:STATES|MENTIONS]->(x)
WHERE x:Statement OR x:Entity
RETURN path
LIMIT 150
