// Fills the local storage of Neo4j Browser, which shares this page's origin, and goes on to it.
"use strict";
(() => {
  const given = JSON.parse(document.getElementById("session").textContent);
  const load = (key, missing) => {
    try {
      return JSON.parse(localStorage.getItem("neo4j." + key)) || missing;
    } catch {
      return missing;
    }
  };
  const save = (key, value) => localStorage.setItem("neo4j." + key, JSON.stringify(value));
  // What the user has saved stays; what an earlier start of handelsgraph left is replaced.
  const merge = (key, items) => {
    const own = load(key, []).filter((item) => !String(item.id).startsWith("handelsgraph-"));
    save(key, own.concat(items));
  };
  merge("documents", given.documents);
  merge("folders", given.folders);
  // Colours that the user has changed stay until this package brings others.
  const style = JSON.stringify(given.style);
  if (localStorage.getItem("handelsgraph.style") !== style || !localStorage.getItem("neo4j.grass")) {
    save("grass", given.style);
    localStorage.setItem("handelsgraph.style", style);
  }
  save("settings", Object.assign({ initCmd: "" }, load("settings", {}), given.settings));
  if (given.connection) {
    const id = given.connection.id;
    save("connections", {
      allConnectionIds: [id],
      connectionsById: { [id]: given.connection },
      activeConnection: id,
      connectionState: 0,
      lastUpdate: 0,
      useDb: null,
      lastUseDb: given.connection.db,
    });
  } else {
    localStorage.removeItem("neo4j.connections");
  }
  location.replace(given.target);
})();
