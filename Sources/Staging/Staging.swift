//  Staging is the only room that makes a server do something: it provisions throw-away clusters, loads datasets,
//  runs scripts while watching them, clones states and reads what is there.
//  It never decides whether a thing is bad: it hands observations and snapshots on.
