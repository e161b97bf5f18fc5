// All that knows BullMQ: the queue of parts, and a worker for it, on a Redis of this machine.
import { Queue, QueueEvents, Worker } from 'bullmq';

const name = 'gather';

/** @param port of Redis on the loopback interface */
const connectionTo = (port) => ({ connection: { host: '127.0.0.1', port, maxRetriesPerRequest: null } });

/** Where parts are put, and where one waits for their facts. */
export function openQueue(port) {
  const queue = new Queue(name, connectionTo(port));
  const events = new QueueEvents(name, connectionTo(port));
  return {
    /** The facts of every part, in the order of the parts. */
    async gatherAll(parts) {
      const jobs = await queue.addBulk(
        parts.map((paths) => ({ name: 'part', data: { paths }, opts: { attempts: 3 } })),
      );
      return Promise.all(jobs.map((job) => job.waitUntilFinished(events)));
    },
    close: () => Promise.all([queue.close(), events.close()]),
  };
}

/**
 * Does parts one after the other. The part of a worker that is gone is given to another one after two seconds, as often
 * as it takes.
 *
 * @param gatherPart from the paths of a part to its facts
 */
export const startWorker = (port, gatherPart) =>
  new Worker(name, ({ data }) => gatherPart(data.paths), {
    ...connectionTo(port),
    ...{ lockDuration: 2000, stalledInterval: 1000, maxStalledCount: 100 },
  });
