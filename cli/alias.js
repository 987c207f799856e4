'use strict';
// `npm start` and `npm run NAME`: npm changes to the folder of the project, and paths are those of the folder where the
// person is. Only these aliases may look at INIT_CWD: programs that tests start inherit it.

if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
require('./kafka-link.js');
