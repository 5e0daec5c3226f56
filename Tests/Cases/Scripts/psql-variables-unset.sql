SELECT :nosuch; SELECT :'nosuch;'; SELECT :"nosuch;"; SELECT 4;
