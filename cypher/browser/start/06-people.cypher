// People and whom they speak for
// Representatives of bodies and places, and whom these people met themselves.
MATCH path = (p:Person)-[:REPRESENTS]->(:Entity)
OPTIONAL MATCH meeting = (p)-[:MET]-(:Entity)
RETURN path, meeting
ORDER BY p.articles DESC, p.key
LIMIT 60
