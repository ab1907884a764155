import type { DefaultTheme } from 'vitepress';
import { lessons } from './lessons.ts';

export const nav: DefaultTheme.NavItem[] = [
  { text: 'Comece aqui', link: '/comece-aqui' },
  { text: 'Lições', link: lessons[0].link, activeMatch: '^/licoes/' },
  { text: 'Conceitos', link: '/conceitos/socket', activeMatch: '^/conceitos/' },
  { text: 'Erros', link: '/erros' },
  { text: 'Para quem é', link: '/para-quem' },
  { text: 'Fontes', link: '/fontes' },
];

/** The order here is the order of «previous» and «next» at the end of each page, too. */
export const sidebar: DefaultTheme.SidebarItem[] = [
  {
    text: 'Começo',
    items: [
      { text: 'Para quem é', link: '/para-quem' },
      { text: 'Comece aqui', link: '/comece-aqui' },
      { text: 'Seu progresso', link: '/progresso' },
    ],
  },
  {
    text: 'Lições',
    items: lessons.map(({ title, link, parts }, index) => ({
      text: `${index + 1}. ${title}`,
      link,
      items: parts.map((part) => ({ text: part.title, link: part.link })),
    })),
  },
  {
    text: 'Conceitos',
    items: [
      { text: 'O que é um socket', link: '/conceitos/socket' },
      { text: 'A conexão TCP', link: '/conceitos/conexao' },
      { text: 'As chamadas dos dois lados', link: '/conceitos/chamadas' },
      { text: 'TCP ou UDP', link: '/conceitos/tcp-ou-udp' },
    ],
  },
  {
    text: 'Referência',
    items: [
      { text: 'Chamadas', link: '/referencia/chamadas' },
      { text: 'Opções', link: '/referencia/opcoes' },
      { text: 'Glossário', link: '/referencia/glossario' },
    ],
  },
  {
    text: 'Para professores',
    items: [
      { text: 'Da escolha à entrega', link: '/para-professores' },
      { text: 'Corrigir uma turma', link: '/para-professores/corrigir' },
    ],
  },
  {
    text: 'Consulta',
    items: [
      { text: 'Erros', link: '/erros' },
      { text: 'Enganos comuns', link: '/enganos' },
      { text: 'Resistência', link: '/resistencia' },
      { text: 'Fontes', link: '/fontes' },
    ],
  },
];
