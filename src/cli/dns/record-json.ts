import type { Detail, DnsRecord } from '../../lib/index.ts';

/** A record as the JSON result has it. */
export function recordJson(record: DnsRecord): Detail {
  const { data, citations: _citations, services, ...rest } = record;
  return { ...rest, type: data.type === 'address' ? 'A or AAAA' : data.type, services, ...dataJson(data) };
}

function dataJson(data: DnsRecord['data']): Detail {
  switch (data.type) {
    case 'SRV':
      return data.targets ? { targets: data.targets.map((target) => ({ ...target })) } : {};
    case 'address':
      return { addresses: data.of.map(({ host, addresses }) => ({ host, addresses })) };
    case 'PTR':
      return { target: data.target, addresses: [{ host: data.of.host, addresses: data.of.addresses }] };
  }
}
