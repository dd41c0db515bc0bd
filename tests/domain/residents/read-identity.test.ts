import { describe, expect, test } from 'vitest';
import { readIdentity } from '#domain/residents/read-identity.ts';

const today = '2026-03-01';
const card = '440402195803120022';
const all = { name: '王秀英', number: card, phone: '13800000001' };

describe('who somebody says to be', () => {
  test.each<[string, { name?: string; number?: string; phone?: string; problem?: string }]>([
    ['王秀英，440402195803120022，13800000001', all],
    ['王秀英 440402195803120022 13800000001', all],
    ['王秀英 440402195803120022', { name: '王秀英', number: card }],
    ['王秀英440402195803120022', { name: '王秀英', number: card }],
    ['王秀英44040219580312002213800000001', all],
    ['13800000001 440402195803120022 王秀英', all],
    ['我叫王秀英，身份证号是440402195803120022，手机号13800000001', all],
    ['姓名：王秀英\n身份证：440402195803120022\n电话：138 0000 0001', all],
    ['王秀英 440402 19580312 0022', { name: '王秀英', number: card }],
    ['王 秀英 ４４０４０２１９５８０３１２００２２', { name: '王秀英', number: card }],
    ['王秀英 四四零四零二一九五八零三一二零零二二', { name: '王秀英', number: card }],
    ['我是王秀英，电话幺三八零零零零零零零幺', { name: '王秀英', phone: '13800000001' }],
    ['于一一 11010119900307001x', { name: '于一一', problem: 'check-digit' }],
    ['王秀英', { name: '王秀英' }],
    ['440402195803120022', { number: card }],
    ['阿依古丽·买买提', { name: '阿依古丽·买买提' }],
    ['亓官晓 440402195803120022', { name: '亓官晓', number: card }],
    ['Maria da Silva M12345678', { name: 'Maria da Silva', number: 'M12345678' }],
    ['陈大文 H12345678 +853 6612 3456', { name: '陈大文', number: 'H12345678', phone: '+85366123456' }],
    ['王秀英 440402195803120023', { name: '王秀英', problem: 'check-digit' }],
    ['王秀英 44040219580312002', { name: '王秀英', problem: 'form' }],
    ['王秀英 440402209903120022', { name: '王秀英', problem: 'birth-date' }],
    ['今晚想看医生', {}],
    ['不想写', {}],
    ['身份证', {}],
    ['', {}],
  ])('“%s”', (text, expected) => {
    const { document, ...said } = readIdentity(text, today);
    expect({ ...said, ...(document ? { number: document.number } : {}) }).toEqual(expected);
  });

  test('what was read is read again as the same', () => {
    const said = readIdentity('我叫王秀英，身份证号是440402195803120022，手机号13800000001', today);
    const written = `${said.name} ${said.document?.number} ${said.phone}`;
    expect(readIdentity(written, today)).toEqual(said);
  });
});
