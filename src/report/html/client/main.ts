/** The page's script. It only draws what is in the page already, and texts only ever become text. */
import { openForPrint } from './openForPrint.ts';
import { startFixtureList } from './startFixtureList.ts';

for (const list of document.querySelectorAll<HTMLElement>('[data-fixtures]')) startFixtureList(list);
openForPrint();
