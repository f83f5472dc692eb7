// name: silent
// title: Ties that fell silent
// question:
//   en: Which ties of a body or a region have not been heard of since a date?
//   de: Von welchen Beziehungen eines Unternehmens oder einer Region war seit einem Datum nichts mehr zu lesen?
// purpose: Find contacts to revive. A tie counts as silent if no dealing of the two, of whatever kind, is dated after the date or told of by an article after it; ties without any date are left out.
// see_also: [contacts, partners]
// parameters:
//   of: {type: any, help: "Body, person or place; a place stands for all that lies in it.", example: Brandenburg}
//   after: {type: date, help: "Nothing was heard on or after this date.", example: "2018"}
//   in: {type: region, required: false, help: "Only ties to there.", example: China}
// columns:
//   body: the body, person or place
//   partner: with whom it dealt
//   last: the last date of a dealing, else of an article about it
//   relations: what they did
MATCH (:Entity {key: $of})<-[:LOCATED_IN*0..4]-(b:Entity)
WITH DISTINCT b
MATCH (b)-[e:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|VISITED|SUPPORTED_BY]-(partner:Entity)
WHERE ($planned OR NOT e.planned) AND NOT partner:Event
  AND (partner:Person OR NOT $of IN partner.within)
  AND ($in IS NULL OR $in IN partner.within)
WITH b, partner, e, coalesce(e.last_date, '') AS dated, coalesce(e.reported[-1], '') AS reported
WITH b, partner, collect(e) AS edges, max(CASE WHEN dated > reported THEN dated ELSE reported END) AS last
WHERE last <> '' AND last < left($after, size(last))
WITH b, partner, edges, last
ORDER BY last DESC, b.name, partner.name
LIMIT $limit
UNWIND edges AS e
WITH b, partner, last, e
ORDER BY coalesce(e.last_date, e.published, '') DESC, type(e)
WITH b, partner, last, collect(e) AS edges, collect(DISTINCT type(e)) AS relations
RETURN
  b.name AS body,
  partner.name AS partner,
  last,
  relations,
  [b, partner] AS nodes,
  edges[0..1] AS edges
ORDER BY last DESC, body, partner
