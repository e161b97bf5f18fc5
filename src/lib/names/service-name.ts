/** An SRVName taken apart (RFC 4985 section 2), lower case. */
export interface ServiceName {
  /** `_xmpp-server`, or as Expressway writes it `_collab-edge._tls`; empty where there is none, as in a constraint. */
  readonly service: string;
  /** What follows, empty where nothing does. */
  readonly host: string;
}

const serviceLabel = /^_[a-z0-9-]+$/;

/** Undefined where a label of the service is none. Whether the host is a host name is not looked at. */
export function parseServiceName(text: string): ServiceName | undefined {
  const labels = text.toLowerCase().split('.');
  const count = labels.findIndex((label) => !label.startsWith('_'));
  const services = count < 0 ? labels : labels.slice(0, count);
  if (!services.every((label) => serviceLabel.test(label))) return undefined;
  return { service: services.join('.'), host: labels.slice(services.length).join('.') };
}
