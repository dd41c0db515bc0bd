import { fold, normalise } from './normalise.ts';

const yes = new RegExp(
  `^(?:${[
    '好+[的嘞呢滴]*',
    '是|是的+|是啊|对+|对的|没错|正确|不错',
    '行+|行的|可以的?|可|能|成|中|得|妥|妥了|ok+|okay|好ok|yes|y',
    '1|一|一号|选1|第一个',
    '确认|确定|肯定|同意|我(?:同意|确认|确定|愿意|要|可以)|愿意|要|要的|需要|想要?',
    '没问题|没有问题|没意见|就这样|就这样定|就这么办|就这个|就它|就是|就约这个|定了|照办',
    '嗯+|恩+|嗯+好|嗯+对|嗯+是',
    '(?:确认|同意|好的?|可以|行|是的?|对)(?:提交|预约|签约|绑定|取消|退号|约|办理|继续|了)',
    '(?:好的?|嗯+|对|行|可以|是的?)(?:确认|提交|同意|没问题|约|继续)',
    '提交|继续|约|预约|办|办吧|来吧',
    '👌|👍|🆗|✅|☑️?|✔️?|⭕',
  ].join('|')})$`,
  'u',
);

const no = new RegExp(
  `^(?:${[
    '不|不+了|否|no|n|非',
    '不[是对行要用好能成]+的?|不可以|不同意|不确认|不确定|不愿意|不想|不需要|不提交|不预约|不约|不签|不绑定?|不办|不继续|不必|不去',
    '不[是对行要用去想约签办绑需]+了',
    '没|没有|别|别了|甭',
    '取消|取消吧|算了|罢了|放弃|不弄了|不办了|退出|拒绝|免了',
    '先不|先不[要约用办签了]+|暂时不(?:用|要|约|办)?|等等|等一下|等会|等一会|再说|再看看|再想想|再考虑考虑|考虑一下|以后再说|下次',
    '错|错了|错的|有错|有误|不对的',
    '2|二|两|选2|第二个|二号',
    '👎|❌|🙅‍?♀?♂?|✖️?',
  ].join('|')})$`,
  'u',
);

/**
 * Reads the answer to a question of yes or no, or to a confirmation. Each part of the answer must say the same; a question
 * (“可以吗？”), both at once or anything else is undefined, and is asked again.
 */
export function readYesNo(text: string): 'yes' | 'no' | undefined {
  // Said by who has done with something else as often as by who agrees.
  if (/^(?:好了)+[。.!啊呀]*$/u.test(fold(text))) return undefined;
  const parts = normalise(text)
    .split(/[,，。.!;；、\s~]+/u)
    .filter((part) => part !== '')
    .map((part) => verdict(normalise(part)));
  const [first] = parts;
  return parts.every((part) => part === first) ? first : undefined;
}

/**
 * Reads the answer to an agreement, which takes only 确认 or 1 (contract.md, Conversation): no other word of consent
 * counts. 確認 and １ are the same words in other writing.
 */
export function readAgreement(text: string): 'yes' | 'no' | undefined {
  if (/^(?:确认|1)[。.!]?$/u.test(fold(text))) return 'yes';
  return readYesNo(text) === 'no' ? 'no' : undefined;
}

function verdict(part: string): 'yes' | 'no' | undefined {
  const once = part.replace(/^(.{1,4}?)\1+$/u, '$1');
  if (yes.test(part) || yes.test(once)) return 'yes';
  return no.test(part) || no.test(once) ? 'no' : undefined;
}
