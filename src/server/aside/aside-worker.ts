import { parentPort, workerData } from 'node:worker_threads';
import { plainError } from '../../engine/plain-error.ts';
import type { CallDesk } from './aside.ts';
import type { AsideAnswer, AsideData, AsideOrder } from './messages.ts';

const { desk: name, place } = workerData as AsideData;

async function open(): Promise<CallDesk> {
  switch (name) {
    case 'plan':
      return (await import('../plan/plan-desk.ts')).planDesk(place);
    case 'audit':
      return (await import('../audit/audit-desk.ts')).auditDesk(place);
    case 'sources':
      return (await import('../sources/sources-desk.ts')).sourcesDesk(place);
  }
}

const opened = open();

async function answer(order: AsideOrder): Promise<AsideAnswer> {
  try {
    const desk = await opened;
    if ('close' in order) return { id: order.id, value: await desk.close() };
    return { id: order.id, value: await desk.calls[order.name](order.argument as never) };
  } catch (error) {
    return { id: order.id, error: plainError(error) };
  }
}

parentPort!.on('message', async (order: AsideOrder) => parentPort!.postMessage(await answer(order)));
