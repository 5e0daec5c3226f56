//  Reports turns an outcome into text: one pure function and one file per format.
//  It never fetches anything, opens no file, reads no clock and no environment: what it shows follows from its
//  arguments alone.
