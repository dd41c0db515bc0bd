import { expect, test } from 'vitest';
import { checkDigit, readDocument } from '#domain/residents/document.ts';

const today = '2026-11-22';

test.each([
  ['440402195803120022', '1958-03-12', 'female'],
  ['440402197907050013', '1979-07-05', 'male'],
  ['440402199211200027', '1992-11-20', 'female'],
  ['440402202209010018', '2022-09-01', 'male'],
  ['440402198805160013', '1988-05-16', 'male'],
  ['11010519491231002X', '1949-12-31', 'female'],
])('%s tells birth date and sex', (number, birthDate, sex) => {
  expect(readDocument(number, today)).toEqual({ kind: 'id_card', number, birthDate, sex });
});

test.each([
  '4404 0219 5803 1200 22',
  '440402-19580312-0022',
  '４４０４０２１９５８０３１２００２２',
  '我的身份证号是440402195803120022',
  '身份证：440402195803120022。',
  '440402195803120022 ',
  '四四零四零二一九五八零三一二零零二二',
])('%s is understood as the ID card that it is', (typed) => {
  expect(readDocument(typed, today)).toMatchObject({ kind: 'id_card', number: '440402195803120022' });
});

test('a small x is a capital one', () => {
  expect(readDocument('11010519491231002x', today)).toMatchObject({ number: '11010519491231002X' });
});

test.each([
  ['440402195803120023', 'check-digit'],
  ['440402195803210022', 'check-digit'],
  ['440402195813120022', 'birth-date'],
  ['440402203012120022', 'birth-date'],
  ['990402195803120022', 'check-digit'],
  ['000402195803120022', 'form'],
  ['12345', 'form'],
  ['身份证', 'form'],
  ['', 'form'],
  ['44040219580312002', 'form'],
  ['13800000001', 'form'],
])('%s is refused: %s', (typed, problem) => {
  expect(readDocument(typed, today)).toEqual({ problem });
});

test('every single wrong digit and every swap of neighbours is noticed', () => {
  const right = '440402195803120022';
  for (let at = 0; at < 18; at += 1) {
    for (const digit of '0123456789') {
      const typed = `${right.slice(0, at)}${digit}${right.slice(at + 1)}`;
      if (typed !== right) expect(readDocument(typed, today)).toHaveProperty('problem');
    }
    const [one, other] = [right[at], right[at + 1]];
    if (!other || one === other) continue;
    expect(readDocument(`${right.slice(0, at)}${other}${one}${right.slice(at + 2)}`, today)).toHaveProperty('problem');
  }
});

test.each([
  ['H12345678', 'home_return_permit'],
  ['m1234567801', 'home_return_permit'],
  ['E12345678', 'passport'],
  ['EA1234567', 'passport'],
  ['K1234567', 'passport'],
  ['S440123456', 'birth_certificate'],
  ['CHN110101199001', 'permanent_residence'],
])('%s is known by its form: %s', (typed, kind) => {
  expect(readDocument(typed, today)).toEqual({ kind, number: typed.toUpperCase() });
});

test.each([
  ['81000019900101001', 'hk_macau_taiwan_residence'],
  ['82000019900101002', 'hk_macau_taiwan_residence'],
  ['83000019900101003', 'hk_macau_taiwan_residence'],
  ['91184019900101004', 'permanent_residence'],
])('%s with its check digit is a %s', (first17, kind) => {
  const number = `${first17}${checkDigit(first17)}`;
  expect(readDocument(number, today)).toMatchObject({ kind, birthDate: '1990-01-01' });
});
