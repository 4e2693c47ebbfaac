// Restriction values as people know them: the Traffic Light Protocol 2.0.

export interface Tlp {
  label: string;
  tone: 'red' | 'amber' | 'green' | 'clear';
}

/** RFC 7970 section 3.3.1: white and public, green and partner, amber and need-to-know, red and private are one each. */
export function tlpOf(level: string): Tlp {
  switch (level) {
    case 'public': case 'white': return { label: 'TLP:CLEAR', tone: 'clear' };
    case 'partner': case 'green': return { label: 'TLP:GREEN', tone: 'green' };
    case 'need-to-know': case 'amber': return { label: 'TLP:AMBER', tone: 'amber' };
    case 'amber+strict': return { label: 'TLP:AMBER+STRICT', tone: 'amber' };
    default: return { label: 'TLP:RED', tone: 'red' };
  }
}
