import { showActs } from './acts.ts';
import { showCrowd } from './crowd.ts';
import { hasPanelPart } from './elements.ts';
import { showProfile } from './profile.ts';
import { watchShopping } from './shopping.ts';
import { showReasons } from './why.ts';

if (hasPanelPart('why')) showReasons();
showActs();
watchShopping();
if (hasPanelPart('profile')) showProfile();
showCrowd();
