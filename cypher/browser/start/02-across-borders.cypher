// Dealings across borders
// Both parties of a dealing with the country that each lies in: clusters around the countries.
MATCH (a:Entity)-[r:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|SUPPORTED_BY]->(b:Entity)
MATCH home = (a)-[:LOCATED_IN*0..4]->(c:Country)
MATCH away = (b)-[:LOCATED_IN*0..4]->(d:Country)
WHERE c <> d
RETURN a, r, b, home, away
ORDER BY r.articles DESC, r.sentence
LIMIT 50
