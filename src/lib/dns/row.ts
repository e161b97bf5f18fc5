import type { Deployment } from '../deployment/model.ts';
import type { DnsRecord } from './record.ts';

/** What a row says of one name; view, certainty and citations are the row's. */
export type RecordOfRow = Pick<DnsRecord, 'name' | 'data' | 'services' | 'reason'> &
  Partial<Pick<DnsRecord, 'need'>>;

/** One kind of record: when there is to be one, with what behind it, and where that is written. */
export interface RecordRow extends Pick<DnsRecord, 'view' | 'certainty' | 'citations'> {
  /** `DNS-3` */
  readonly id: string;
  /** `needed` where it is absent. */
  readonly need?: DnsRecord['need'];
  records(deployment: Deployment): Iterable<RecordOfRow>;
}
