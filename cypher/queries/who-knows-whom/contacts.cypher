// name: contacts
// title: Whom somebody knows
// question:
//   en: With whom has a body or a person dealt, or whom has it met, visited, or received?
//   de: Mit wem hatte ein Unternehmen oder eine Person zu tun - durch Treffen, Besuch, Zusammenarbeit oder Abkommen?
// purpose: See all contacts of one party at a glance, the newest first.
// see_also: [met, partners]
// parameters:
//   of: {type: any, help: "Body, person or place.", example: CRRC Corporation Limited}
// columns:
//   contact: the other side
//   kind: Company, Agency, Institution, City, Region, Country or Person
//   place: where it is
//   relation: what they did; an arrow shows who visited, and who was supported
MATCH (one:Entity {key: $of})-[e:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|VISITED|SUPPORTED_BY]-(other:Entity)
WHERE ($planned OR NOT e.planned) AND NOT other:Event
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH one, other, e
ORDER BY coalesce(e.last_date, e.published, '') DESC, other.name, type(e), e.source
LIMIT $limit
OPTIONAL MATCH (other)-[:LOCATED_IN]->(p:Entity)
WHERE other.regions IS NULL OR NOT p.key IN other.regions
WITH one, other, e, p
ORDER BY p.name
WITH one, other, e, collect(p.name) AS places
RETURN
  other.name AS contact,
  [l IN labels(other) WHERE l <> 'Entity'][0] AS kind,
  places AS place,
  CASE WHEN NOT type(e) IN ['VISITED', 'SUPPORTED_BY'] THEN type(e)
       WHEN startNode(e) = one THEN type(e) + ' ->' ELSE '<- ' + type(e) END AS relation,
  [one, other] AS nodes,
  [e] AS edges
ORDER BY coalesce(e.last_date, e.published, '') DESC, contact, relation, e.source
