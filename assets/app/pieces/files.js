// The address of what is shown, to the clipboard.
import { address, read } from '../request/here.js';
import { settle } from '../request/routing.js';
import { t } from '../words/text.js';
import { say } from './notice.js';

/** The address of what is shown, to the clipboard. */
export async function copy() {
  settle();
  const link = location.origin + address(read());
  try {
    await navigator.clipboard.writeText(link);
    say(t('copied'));
  } catch {
    say(`${t('copy_failed')} ${link}`);
  }
}
