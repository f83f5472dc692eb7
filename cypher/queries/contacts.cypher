// name: contacts
// title: Whom somebody knows
// group: who-knows-whom
// question:
//   en: With whom has a body or a person dealt, or whom has it met, visited, or received?
//   de: Mit wem hatte ein Unternehmen oder eine Person zu tun - durch Treffen, Besuch, Zusammenarbeit oder Abkommen?
// see_also: [met, partners]
// parameters:
//   of: {type: any, help: "Body, person or place.", example: CRRC}
//   since: {type: date, required: false, help: "Only dealings on or after this date.", example: "2016"}
//   until: {type: date, required: false, help: "Only dealings on or before this date."}
//   planned: {type: flag, help: "Also dealings that were only announced."}
// columns:
//   contact: the other side
//   kind: Company, Agency, Institution, City, Region, Country or Person
//   place: where it is
//   relation: what they did; an arrow shows who visited, and who was supported
//   date: when, as an ISO date or interval; empty if the articles do not say
//   planned: whether it was only announced
//   articles: how many articles say so
//   sentence: the best evidence
//   title: the article it stands in
//   published: when that article was published; dates are compared with it if date is empty
//   source: the article's address
MATCH (one:Entity {key: $of})-[e:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|VISITED|SUPPORTED_BY]-(other:Entity)
WHERE ($planned OR NOT e.planned) AND NOT other:Event
WITH one, other, e, coalesce(e.first_date, e.published) AS first, coalesce(e.last_date, e.published) AS last
WHERE ($since IS NULL OR left($since, size(last)) <= last)
  AND ($until IS NULL OR left(first, size($until)) <= $until)
OPTIONAL MATCH (other)-[:LOCATED_IN]->(p:Entity)
WITH one, other, e, last, p
ORDER BY p.name
WITH one, other, e, last, collect(p.name) AS places
RETURN
  other.name AS contact,
  [l IN labels(other) WHERE l <> 'Entity'][0] AS kind,
  places AS place,
  CASE WHEN NOT type(e) IN ['VISITED', 'SUPPORTED_BY'] THEN type(e)
       WHEN startNode(e) = one THEN type(e) + ' ->' ELSE '<- ' + type(e) END AS relation,
  CASE WHEN e.first_date = e.last_date THEN e.first_date ELSE e.first_date + '/' + e.last_date END AS date,
  e.planned AS planned,
  e.articles AS articles,
  e.sentence AS sentence,
  e.title AS title,
  e.published AS published,
  e.source AS source
ORDER BY coalesce(last, '') DESC, contact, relation, source
