import type { DefaultTheme, MarkdownOptions } from 'vitepress';
import type { Replacement } from './patch-theme.ts';

/** The theme's labels that have an option. */
export const themeLabels: DefaultTheme.Config = {
  outline: { level: [2, 3], label: 'Nesta página' },
  docFooter: { prev: 'Página anterior', next: 'Próxima página' },
  darkModeSwitchLabel: 'Tema escuro',
  lightModeSwitchTitle: 'Mudar para o tema claro',
  darkModeSwitchTitle: 'Mudar para o tema escuro',
  sidebarMenuLabel: 'Índice',
  returnToTopLabel: 'Voltar ao topo',
  navMenuLabel: 'Navegação principal',
  mobileMenuLabel: 'Abrir o menu',
  extraMenuLabel: 'Mais opções',
  langMenuLabel: 'Mudar de idioma',
  skipToContentLabel: 'Pular para o conteúdo',
};

export const searchLabels: NonNullable<DefaultTheme.LocalSearchOptions['translations']> = {
  button: { buttonText: 'Buscar', buttonAriaLabel: 'Buscar no site' },
  modal: {
    displayDetails: 'Mostrar trechos das páginas',
    resetButtonTitle: 'Limpar a busca',
    backButtonTitle: 'Fechar a busca',
    noResultsText: 'Nada encontrado para',
    footer: {
      selectText: 'abrir',
      selectKeyAriaLabel: 'Enter',
      navigateText: 'escolher',
      navigateUpKeyAriaLabel: 'seta para cima',
      navigateDownKeyAriaLabel: 'seta para baixo',
      closeText: 'fechar',
      closeKeyAriaLabel: 'Esc',
    },
  },
};

/** The theme's labels that have no option: they are replaced in the theme's source when the site is built. */
export const fixedLabels: readonly Replacement[] = [
  { file: 'VPDocFooter.vue', from: '>Pager<', to: '>Páginas vizinhas<' },
  { file: 'VPSidebar.vue', from: 'Sidebar Navigation', to: 'Índice do site' },
  { file: 'VPSidebarItem.vue', from: '"toggle section"', to: '"abrir ou fechar a seção"' },
  { file: 'VPLocalSearchBox.vue', from: "'Loading search results'", to: "'Buscando'" },
];

export const markdownLabels = {
  codeCopyButton: { tooltipText: 'Copiar código', copiedText: 'Copiado' },
  container: {
    tipLabel: 'Dica',
    infoLabel: 'Para saber',
    noteLabel: 'Nota',
    importantLabel: 'Importante',
    warningLabel: 'Atenção',
    cautionLabel: 'Cuidado',
    dangerLabel: 'Perigo',
    detailsLabel: 'Detalhes',
  },
  languageLabel: {
    ts: 'TypeScript',
    py: 'Python',
    sh: 'terminal',
    powershell: 'PowerShell',
    json: 'JSON',
    txt: 'texto',
  },
} satisfies MarkdownOptions;
