import { showActs } from './acts.ts';
import { showCrowd } from './crowd.ts';
import { showProfile } from './profile.ts';
import { watchShopping } from './shopping.ts';
import { showReasons } from './why.ts';

showReasons();
showActs();
watchShopping();
showProfile();
showCrowd();
