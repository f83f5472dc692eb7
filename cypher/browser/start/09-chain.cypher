// A chain of acquaintances
// The shortest chains of dealings from the body with most partners to bodies that it has nothing to do with itself.
MATCH (b:Entity)-[:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH]-(x:Entity)
WHERE any(l IN labels(b) WHERE l IN ['Company', 'Agency', 'Institution'])
WITH b, count(DISTINCT x) AS partners
ORDER BY partners DESC, b.key
LIMIT 1
MATCH (far:Entity)
WHERE far <> b
  AND any(l IN labels(far) WHERE l IN ['Company', 'Agency', 'Institution'])
  AND NOT EXISTS { (b)-[:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH]-(far) }
WITH b, far
ORDER BY far.articles DESC, far.key
LIMIT 25
MATCH path = shortestPath((b)-[:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|REPRESENTS|PARTICIPATED_IN*..5]-(far))
RETURN path
