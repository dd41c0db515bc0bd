import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { consoleRoles, type ConsoleRole } from '#domain/console/actor.ts';
import type { Route } from '#api/v1/define-route.ts';
import { routes } from '#api/v1/routes.ts';
import { consoleDistrict, standings, type Target } from '#tests/support/console-district.ts';
import { testDatabase } from '#tests/support/database.ts';

let made = 0;
const facts = () => {
  made += 1;
  return { name: `第${made}站`, shortName: `第${made}站`, address: '', phone: '', hours: '', way: '' };
};

/** A right body for each route that takes one. A route without stands out: the test fails. */
const bodies: Readonly<Record<string, (target: Target) => object>> = {
  'POST /residents/search': () => ({ by: 'name', value: '欧阳测试' }),
  'POST /residents/:residentId/looks': () => ({ purpose: 'treatment' }),
  'POST /organisations/:organisationId/children': () => ({ kind: 'station', ...facts() }),
  'PATCH /organisations/:organisationId': () => ({ phone: '0756-5551000' }),
  'POST /staff': ({ organisationId }) => {
    made += 1;
    const words = { name: '新来的', title: '护士', speciality: '', hours: '' };
    return { ...words, wecomUserid: `new.${made}`, organisationId };
  },
  'PATCH /staff/:staffId': () => ({ title: '主治医师' }),
  'PUT /staff/:staffId/roles': ({ organisationId }) => ({ roles: [{ role: 'nurse', organisationId }] }),
  'POST /accounts': () => {
    made += 1;
    return { username: `account${made}` };
  },
  'PUT /accounts/:accountId/active': () => ({ active: true }),
  // Each half-year is closed once.
  'POST /assessment/closings': () => {
    made += 1;
    return { period: `20${String(made % 26).padStart(2, '0')}-1` };
  },
};

/** What belongs to no organisation: the system administrator's. */
const placeless = ['accountId', 'failureId'];
/** Routes that are scoped by what the body names. */
const scopedByBody = ['POST /staff'];

const table = (routes as readonly Route[]).filter(({ who }) => who !== 'anybody');
const named = table.map((route) => [`${route.method} ${route.path}`, route] as const);

describe('who may', async () => {
  const town = await consoleDistrict(await testDatabase());
  const absent: Target = {
    ...{ organisationId: randomUUID(), staffId: randomUUID() },
    ...{ residentId: randomUUID(), deliveryId: randomUUID() },
  };
  const spare = await town.account('spare.account');
  const foreign = [town.targets.sibling, town.targets.elsewhere].flatMap((target) => Object.values(target));

  async function ask(name: string, route: Route, role: ConsoleRole, target: Target) {
    const ids: Record<string, string> = { ...target, accountId: spare, failureId: town.targets.own.deliveryId };
    const path = route.path.replaceAll(/:(\w+)/g, (_, part: string) => {
      const value = ids[part];
      if (value === undefined) throw new Error(`${name}: nothing in the test stands for :${part}`);
      return value;
    });
    const body = route.body && bodies[name];
    if (route.body && !body) throw new Error(`${name}: the test has no body for it`);
    const browser = await town.as(role);
    return browser.ask(route.method, path, body?.(target));
  }

  test.each(named)('%s: nobody without a session, and nobody’s role but those that it names', async (name, route) => {
    const stranger = await town.browser().ask(route.method, route.path, route.body && {});
    expect(stranger.status).toBe(401);
    for (const role of consoleRoles) {
      if (mayUse(route, role)) continue;
      const answers = [];
      for (const standing of [...standings, 'absent'] as const) {
        const target = standing === 'absent' ? absent : town.targets[standing];
        answers.push(await ask(name, route, role, target));
      }
      for (const { status, body } of answers) expect([role, status, body]).toEqual([role, 403, answers[0]?.body]);
    }
  });

  test.each(named)('%s: one’s own and what is below; the rest looks as if it did not exist', async (name, route) => {
    const parts = Object.keys(route.params.shape).filter((part) => !placeless.includes(part));
    const isScoped = parts.length > 0 || scopedByBody.includes(name);
    for (const role of consoleRoles.filter((role) => mayUse(route, role))) {
      const isEverywhere = role === 'system_administrator';
      const nothing = isScoped ? await ask(name, route, role, absent) : undefined;
      if (isScoped) expect([role, nothing?.status]).toEqual([role, 404]);
      for (const standing of isScoped ? standings : (['own'] as const)) {
        const { status, body } = await ask(name, route, role, town.targets[standing]);
        if (standing === 'own' || standing === 'subtree' || isEverywhere) {
          expect([name, role, standing, status, body?.code]).toEqual([
            ...[name, role, standing, expect.toSatisfy((code: number) => code < 300), undefined],
          ]);
          // Nothing of elsewhere stands in an answer.
          const said = JSON.stringify(body ?? '');
          if (!isEverywhere) for (const id of foreign) expect(said).not.toContain(id);
        } else expect([role, standing, status, body]).toEqual([role, standing, 404, nothing?.body]);
      }
    }
  });

  test('lists have what is below as well', async () => {
    const browser = await town.as('centre_administrator');
    const { body } = await browser.ask('POST', '/residents/search', { by: 'name', value: '欧阳测试' });
    const found = body.items.map(({ id }: { id: string }) => id);
    expect(found).toEqual(expect.arrayContaining([town.targets.own.residentId, town.targets.subtree.residentId]));
    expect(found).toHaveLength(2);
    const { body: organisations } = await browser.ask('GET', '/organisations');
    expect(organisations.items.map(({ id }: { id: string }) => id)).toContain(town.targets.subtree.organisationId);
    const elsewhere = await browser.ask('GET', `/staff?organisationId=${town.targets.sibling.organisationId}`);
    expect(elsewhere.body).toEqual({ items: [], next: null });
  });

  test('a role that is taken, and a member of staff who left, count at the next request', async () => {
    const browser = await town.as('nurse');
    const where = { wecomUserid: 'test.nurse' };
    expect((await browser.ask('POST', '/residents/search', { by: 'name', value: '王' })).status).toBe(200);
    await town.database.transact((tx) => tx.prisma.staffRole.deleteMany({ where: { staff: where } }));
    expect((await browser.ask('POST', '/residents/search', { by: 'name', value: '王' })).status).toBe(403);
    await town.database.transact((tx) => tx.prisma.staff.update({ where, data: { active: false } }));
    expect((await browser.ask('GET', '/session')).status).toBe(401);
  });

  test('nobody changes their own roles, gives what is above their own, or outside of their reach', async () => {
    const browser = await town.as('centre_administrator');
    const { own, sibling } = town.targets;
    const me = await town.database.read((tx) =>
      tx.prisma.staff.findUniqueOrThrow({ where: { wecomUserid: 'test.centre_administrator' } }),
    );
    const { organisationId } = own;
    for (const [staffId, role] of [
      [me.id, { role: 'district_administrator', organisationId }],
      [own.staffId, { role: 'district_administrator', organisationId }],
      [own.staffId, { role: 'auditor', organisationId }],
      [own.staffId, { role: 'nurse', organisationId: sibling.organisationId }],
    ] as const)
      expect((await browser.ask('PUT', `/staff/${staffId}/roles`, { roles: [role] })).status).toBe(403);
    const given = { roles: [{ role: 'centre_administrator', organisationId }] };
    expect((await browser.ask('PUT', `/staff/${own.staffId}/roles`, given)).status).toBe(204);
  });

  test('the system administrator does nothing to their own account, and sees no resident', async () => {
    const browser = await town.as('system_administrator');
    const own = town.userOf('system_administrator');
    expect((await browser.ask('PUT', `/accounts/${own}/active`, { active: false })).status).toBe(409);
    expect((await browser.ask('GET', `/residents/${town.targets.own.residentId}`)).status).toBe(403);
    expect((await browser.ask('GET', '/deliveries')).status).toBe(403);
    expect((await browser.ask('GET', '/audit')).status).toBe(403);
  });
});

function mayUse({ who }: Route, role: ConsoleRole): boolean {
  return who === 'signed-in' || (typeof who !== 'string' && who.includes(role));
}
