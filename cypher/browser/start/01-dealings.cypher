// Who deals with whom
// Meetings, agreements and co-operations, those in most articles first; click a line to read the sentence.
MATCH path = (a:Entity)-[r:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH]->(b:Entity)
RETURN path
ORDER BY r.articles DESC, r.sentence
LIMIT 75
