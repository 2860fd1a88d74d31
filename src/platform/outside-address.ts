import { BlockList, isIP } from 'node:net'

// Two lists: a list with both kinds takes an IPv4 address for the IPv6 address that wraps it.
const notPublic4 = new BlockList()
const notPublic6 = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  notPublic4.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 3],
  ['64:ff9b::', 16],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['4000::', 2],
  ['8000::', 1],
] as const)
  notPublic6.addSubnet(net, bits, 'ipv6')

/**
 * True for an address of the open internet: not this computer, not a private or link-local network, not one that only
 * wraps such an address (IPv4 in IPv6, NAT64, 6to4). Source: IANA special-purpose address registries (RFC 6890).
 */
export function isPublicAddress(ip: string): boolean {
  const version = isIP(ip)
  return version === 4 ? !notPublic4.check(ip, 'ipv4') : version === 6 && !notPublic6.check(ip, 'ipv6')
}

/** Names that by their form lead to this computer or to a network at home. Sources: RFC 6761, RFC 6762, RFC 8375, ICANN on .internal (2024). */
const notPublicName = /(^|\.)(localhost|local|internal|home\.arpa)\.?$/i

/**
 * True where a web address can be of the open internet by what it says: its host is a public number, or a name of two parts
 * or more that is not kept for networks at home. Where a name leads is known only when it is read.
 */
export function saysPublicAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '')
  return isIP(host) === 0 ? /[^.]\.[^.]/.test(host) && !notPublicName.test(host) : isPublicAddress(host)
}
