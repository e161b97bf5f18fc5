const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

/** Whether the text is an IPv4 address of four decimal parts, or an IPv6 address without brackets or zone. */
export function isIpAddress(text: string): boolean {
  return ipv4.test(text) || isIpv6Address(text);
}

function isIpv6Address(text: string): boolean {
  return /^[0-9a-f:.]{2,45}$/i.test(text) && URL.canParse(`http://[${text}]/`);
}

/**
 * Whether software may take the text for an IP address: besides the real forms also the short, octal and
 * hexadecimal ones (`1.2.3`, `0x7f.1`), with a port, a prefix length or brackets.
 */
export function resemblesIpAddress(text: string): boolean {
  const bare = text.replace(/^\[|\](?::\d+)?$/g, '').replace(/[/%].*$/, '');
  if (isIpv6Address(bare)) return true;
  return /^(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?$/i.test(bare.replace(/:\d+$/, ''));
}
