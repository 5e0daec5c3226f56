//  TestServer gives every test a database of its own on one throw-away cluster that goes away with the test process.
//  It never touches a server that was there before.
