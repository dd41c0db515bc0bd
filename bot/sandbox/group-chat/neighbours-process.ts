import { parentLine } from '../../channels/wechaty/parent-line.ts';
import { servePuppet } from '../../channels/wechaty/serve-puppet.ts';
import { openNeighbours } from './neighbours-puppet.ts';

/** The program of the process in which the simulated group lives. */
servePuppet(parentLine, (_start, tell) => openNeighbours(tell));
