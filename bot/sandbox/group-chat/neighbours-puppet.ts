import type { EventEmitter } from 'node:events';
import type { mock } from 'wechaty-puppet-mock';
import type { Line, Puppet } from '../../channels/wechaty/serve-puppet.ts';
import type { NeighbourCommand } from '../../channels/wechaty/wire.ts';
import { neighbourhood } from './neighbours.ts';

/** The mock puppet: a group of invented neighbours, and the bot among them. Needs the optional packages. */
export async function openNeighbours(tell: Line['tell']): Promise<Puppet> {
  const { WechatyBuilder } = await import('wechaty');
  const { mock, PuppetMock } = await import('wechaty-puppet-mock');
  const mocker = new mock.Mocker();
  const puppet = new PuppetMock({ mocker });
  const bot = WechatyBuilder.build({ puppet });
  const self = mocker.createContact({ id: 'bot', name: neighbourhood.bot });
  const people = new Map(
    neighbourhood.members.map((name, index) => [
      name as string,
      mocker.createContact({ id: `neighbour-${index}`, name }),
    ]),
  );
  const memberIdList = [self, ...people.values()].map(({ id }) => id);
  // The mock takes what has an @ in its id for a group.
  const group = mocker.createRoom({ id: '1@group', topic: neighbourhood.topic, memberIdList });
  // It emits what is said in it; its types do not tell.
  (group as unknown as EventEmitter).on('message', (message: mock.MessageMock) => {
    tell({ kind: 'written', by: message.talker().payload.name, text: message.text() ?? '' });
  });
  mocker.use(() => {
    mocker.login(self);
    return () => {};
  });
  return { bot, happen };

  function happen(command: NeighbourCommand): void {
    switch (command.kind) {
      case 'neighbour-writes':
        people
          .get(command.name)
          ?.say(command.text, command.mentioned ? [self] : [])
          .to(group);
        return;
      case 'log-out':
        void puppet.logout(command.why);
        return;
      case 'fail': {
        const error = new Error(command.why);
        if (command.how === 'throws') void Promise.reject(error);
        else puppet.emit('error', { data: command.why });
      }
    }
  }
}
