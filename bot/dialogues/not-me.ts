import { objectToMove } from '#domain/residents/unbind.ts';
import { unbinding } from '../replies/identity.ts';
import type { Phrase } from '../router/phrases.ts';

/** “不是我”，原来的账号在绑定被换走后的24小时内说：马上停用新账号。平时说的，不归这里管。 */
export const notMe: Phrase = {
  audience: 'resident',
  pattern: /^(?:这?(?:个|次)?)?不是我(?:本人|自己)?(?:操作|弄|绑|绑定|换)?的?$/u,
  async said({ tx, contact }) {
    switch (await objectToMove(tx, contact.id)) {
      case 'stopped':
        return { replies: [{ text: unbinding.objected }] };
      case 'at-desk':
        return { replies: [{ text: unbinding.atDesk }] };
      case 'nothing':
        return undefined;
    }
  },
};
