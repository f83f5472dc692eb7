// The largest trips, fairs and signings
// The three events with most participants: who took part, who organised them, and where they were.
MATCH (e:Event)<-[:PARTICIPATED_IN]-(x:Entity)
WITH e, count(x) AS size
ORDER BY size DESC, e.key
LIMIT 3
MATCH path = (e)-[:PARTICIPATED_IN|ORGANISED_BY|EVENT_IN]-(:Entity)
RETURN path
