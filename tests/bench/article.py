#!/usr/bin/env python3
"""article.py TOOL [-v] : how well --main finds the article.

Forty-six pages are made here: twenty-three kinds of page that people meet, each with two texts; all text is ours.  What
is not of the article is known by its text.  Pages of Debian's documentation packages (debian-reference-zh-cn and the
like) are added when they are installed.  TOOL reads a page from standard input and writes text.

Precision is the share, in characters, of what was kept that is article; recall is the share of the article that was
kept.  The last line is their mean over the pages.
"""

import glob
import os
import re
import subprocess
import sys

TEXTS = [
    (
        '小镇的旧桥修好了',
        '本地记者 林远　三月六日',
        [
            '经过七个月的施工，镇东头那座走了八十多年的石桥昨天重新开放。清早六点，第一批过桥的是赶集的菜农，他们推着车，在桥头停了一会儿，才慢慢走上去。',
            '“桥面宽了，也不滑了。”卖豆腐的周师傅说，他在桥边摆摊二十三年，“从前一下雨，谁都不敢骑车。”',
            '负责工程的人介绍，桥墩没有动，只是把松动的石块取下来，编了号，再一块一块放回去。为了找到相近的石料，他们跑了四个县。',
            '老人们最关心的是桥栏上的石狮子。',
            '原来的十六只里，有三只在许多年前掉进了河里。这次清淤时找回两只，另一只按照一张旧照片重新雕了出来，放在最南边，颜色稍浅一些，仔细看才分得出。',
            '桥修好以后，河对岸的小学又可以从这边上学了，孩子们每天能少走两里多路。',
        ],
    ),
    (
        '怎样在阳台上种番茄',
        '作者：青禾　发表于春天',
        [
            '番茄要晒太阳，每天至少六个小时；如果阳台朝北，最好改种别的。花盆要深，三十厘米以上，底下留好排水的孔，再铺一层碎石。',
            '买苗比播种省事。挑茎粗、叶子深绿、还没有开花的，回来以后先在阴凉的地方放两天，让它缓一缓，然后傍晚移到盆里，浇透水。',
            '浇水看土，不看日历：手指插进去两个指节，觉得干了再浇，一次浇够。',
            '长到膝盖高的时候，要立一根竹竿，用软绳把茎松松地绑上，打成“8”字结，以免勒伤。叶腋里冒出来的侧芽应当趁小掐掉，不然只长叶子，不结果。',
            '开花以后，每隔两周施一次薄肥，记住宁少勿多。花开得多而不结果，多半是因为没有风、没有虫，可以在中午轻轻摇一摇枝条。',
            '等果子红到八分就可以摘了，放在窗台上过一夜，味道更好。',
        ],
    ),
]
NAVIGATION = ['首页', '国内要闻', '地方', '副刊', '图片库', '读者来信', '关于我们', '联系方式', '旧版入口', '手机版']
RELATED = [
    '河边的灯会今晚开始',
    '三个村子通了自来水',
    '图书馆延长开放时间',
    '老茶馆换了新主人',
    '一封迟到二十年的信',
    '山路上的邮递员',
]
DIGEST = '今天早上，编辑收到一封来信，信里说的是另一件事，……'
FOOT = '版权所有 某某晚报社 地址：某某市中山路一号 邮编：000000 电话：000-0000000 备案号：0000000'


def links(names, tag='li', sep=''):
    return sep.join('<%s><a href="/%d.html">%s</a></%s>' % (tag, i, n, tag) for i, n in enumerate(names))


def paragraphs(text):
    return '\n'.join('<p>%s</p>' % p for p in text)


def page(title, body, head=''):
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>%s - 某某网</title>%s</head><body>%s</body></html>'
        % (title, head, body)
    )


def news(t, by, ps):
    return page(
        t,
        '<header><nav><ul>%s</ul></nav></header><main><article><h1>%s</h1><div class="meta">%s</div>%s</article>'
        '<aside><h3>相关新闻</h3><ul>%s</ul></aside></main><footer><p>%s</p></footer>'
        % (links(NAVIGATION), t, by, paragraphs(ps), links(RELATED), FOOT),
    )


def tables(t, by, ps):
    text = '<br>\n<br>\n'.join('　　' + p for p in ps)
    return page(
        t,
        '<table width=760><tr><td colspan=2>%s</td></tr><tr><td width=160 valign=top><table>%s</table></td>'
        '<td><center><font size=5><b>%s</b></font></center><center><font size=2>%s</font></center>'
        '<font size=3>%s</font>'
        '</td></tr><tr><td colspan=2 align=center><font size=1>%s</font></td></tr></table>'
        % (
            ' | '.join('<a href=x>%s</a>' % n for n in NAVIGATION),
            ''.join('<tr><td><a href=y>%s</a></td></tr>' % r for r in RELATED),
            t,
            by,
            text,
            FOOT,
        ),
    )


def blog(t, by, ps):
    return page(
        t,
        '<div id="wrap"><div id="top"><a href="/">某某网</a></div><div id="menu">%s</div><div id="content">'
        '<div class="post">'
        '<h2>%s</h2><p class="date">%s</p><div class="entry">%s</div></div></div><div id="sidebar"><h3>热门'
        '</h3><ul>%s</ul>'
        '</div><div id="footer">%s</div></div>'
        % (links(NAVIGATION, 'span', ' '), t, by, paragraphs(ps), links(RELATED), FOOT),
    )


def hashed(t, by, ps):
    return page(
        t,
        '<div class="_a3x"><div class="_q9">%s</div></div><div class="_b7"><div class="_c1"><div class="_d">%s</div>'
        '<div class="_e">%s</div>%s</div><div class="_f2">%s</div></div><div class="_z">%s</div>'
        % (
            links(NAVIGATION, 'div'),
            t,
            by,
            ''.join('<div class="_p">%s</div>' % p for p in ps),
            links(RELATED, 'div'),
            FOOT,
        ),
    )


def forum(t, by, ps):
    posts = ''.join(
        '<table class="p"><tr><td class="u"><a href="/u/%d">网友%d</a></td><td class="c">%s</td></tr></table>'
        % (i, i, p)
        for i, p in enumerate(ps)
    )
    return page(
        t,
        '<div>%s</div><h1>%s</h1>%s<div><a href="?page=2">下一页</a></div><div>%s</div>'
        % (links(NAVIGATION, 'span', ' &gt; '), t, posts, FOOT),
    )


def novel(t, by, ps):
    return page(
        t,
        '<div class="head">%s</div><h1>%s</h1><div id="c">%s</div><div class="pn"><a href="1">目录</a> '
        '<a href="0">前一节</a>'
        ' <a href="2">后一节</a></div><div>%s</div>'
        % (links(NAVIGATION, 'a'), t, '<br><br>'.join('&nbsp;&nbsp;&nbsp;&nbsp;' + p for p in ps), FOOT),
    )


def wiki(t, by, ps):
    linked = [re.sub('(..)(，)', r'<a href="/w">\1</a>\2', p, count=1) for p in ps]
    return page(
        t,
        '<div id="mw-page-base"></div><div id="content"><h1>%s</h1><div id="toc" class="toc"><ul>%s</ul></div>%s'
        '<h2><span>%s</span></h2>%s<div id="catlinks">%s</div></div><div id="mw-navigation"><ul>%s</ul></div>'
        '<div id="footer">%s</div>'
        % (
            t,
            links(RELATED),
            paragraphs(linked[:3]),
            by,
            paragraphs(linked[3:]),
            '<a href=c>%s</a>' % '读者来信',
            links(NAVIGATION),
            FOOT,
        ),
    )


def question(t, by, ps):
    return page(
        t,
        '<nav>%s</nav><div class="q"><h1>%s</h1></div><div class="answers"><div class="answer">'
        '<div class="by">%s</div>'
        '<div class="body">%s</div></div></div><div class="right"><h4>相似问题</h4>%s</div><footer>%s</footer>'
        % (links(NAVIGATION, 'a'), t, by, paragraphs(ps), links(RELATED, 'div'), FOOT),
    )


def office(t, by, ps):
    return page(
        t,
        '<table><tr>%s</tr></table><table><tr><td><ul>%s</ul></td></tr></table><table><tr><td class="bt">%s</td></tr>'
        '<tr><td class="ly">%s</td></tr><tr><td class="nr">%s</td></tr></table><table><tr><td>%s</td></tr></table>'
        % (links(NAVIGATION, 'td'), links(RELATED), t, by, paragraphs('　　' + p for p in ps), FOOT),
    )


def unmarked(t, by, ps):
    bare = [re.sub('[，。！？；：、“”]', '', p) for p in ps if len(p) > 45]
    return page(
        t, '<div>%s</div><div><h2>%s</h2>%s</div><div>%s</div>' % (links(NAVIGATION, 'a'), t, paragraphs(bare), FOOT)
    )


def commented(t, by, ps):
    remarks = [
        '写得真好，让我想起了外婆家门前的那条路。',
        '请问从车站怎么走？',
        '支持！',
        '顶一下楼上的朋友，说得有道理。',
    ]
    return page(
        t,
        '<div class="nav">%s</div><div class="main"><div class="article"><h1>%s</h1><p>%s</p>%s</div>'
        '<div class="comments">'
        '<h3>网友评论</h3>%s</div></div><div class="footer">%s</div>'
        % (
            links(NAVIGATION, 'a'),
            t,
            by,
            paragraphs(ps),
            ''.join('<div class="comment"><a href=u>某网友</a><p>%s</p></div>' % r for r in remarks),
            FOOT,
        ),
    )


def short(t, by, ps):
    return page(
        t, '<ul>%s</ul><h1>%s</h1><p>%s</p><ul>%s</ul><p>%s</p>' % (links(NAVIGATION), t, ps[0], links(RELATED), FOOT)
    )


def manual(t, by, ps):
    return page(
        t,
        '<div class="sphinxsidebar"><ul>%s</ul></div><div class="document"><div class="body"><h1>%s</h1>%s'
        '<pre>%s</pre><ul>%s</ul>'
        '%s</div></div><div class="footer">%s</div>'
        % (
            links(NAVIGATION),
            t,
            paragraphs(ps[:2]),
            'make water --amount=enough\nmake sun',
            ''.join('<li>%s</li>' % p for p in ps[2:4]),
            paragraphs(ps[4:]),
            FOOT,
        ),
    )


def hyperlinked(t, by, ps):
    linked = [re.sub('([^，。“”]{4,12})(，)', r'<a href="/k">\1</a>\2', p, count=1) for p in ps]
    return news(t, by, linked)


def bare(t, by, ps):
    return '<title>%s</title><h1>%s</h1>%s' % (t, t, ''.join('<p>%s' % p for p in ps))


def mobile(t, by, ps):
    return page(
        t,
        '<section class="tab">%s</section><section><h1>%s</h1><p>%s</p></section>%s'
        '<section class="recommend">%s</section>'
        % (
            links(NAVIGATION, 'a'),
            t,
            by,
            ''.join('<section><p>%s</p></section>' % p for p in ps),
            links(RELATED, 'div'),
        ),
    )


def form(t, by, ps):
    return page(
        t,
        '<form id="aspnetForm"><input type="hidden" name="s" value="x"><div>%s</div><div><span id="lbl">%s'
        '</span><div>%s</div></div>'
        '<div><input type="text"><button>搜索</button></div><div>%s</div></form>'
        % (links(NAVIGATION, 'a'), t, paragraphs(ps), FOOT),
    )


def english(t, by, ps):
    body = [
        'The bridge was closed for seven months, and most people in town had grown used to the long way round. '
        'Yesterday it opened again, a little before sunrise.',
        'Nobody made a speech. A man with a cart of greens went first, then two schoolchildren, and then the baker, '
        'who said that he had only come to look.',
    ]
    return page(
        t,
        '<nav>%s</nav><div><h1>%s</h1>%s%s</div><footer>%s</footer>'
        % (links(NAVIGATION, 'a'), t, paragraphs(body), paragraphs(ps[:3]), FOOT),
    )


def recipe(t, by, ps):
    parts = ['石料三车', '竹竿六根', '软绳一卷', '碎石半桶', '薄肥少许']
    return page(
        t,
        '<div class="menu">%s</div><div class="r"><h1>%s</h1><p>%s</p><ul>%s</ul><ol>%s</ol></div>'
        '<div class="hot">%s</div><div>%s</div>'
        % (
            links(NAVIGATION, 'a'),
            t,
            ps[0],
            ''.join('<li>%s</li>' % p for p in parts),
            ''.join('<li>%s</li>' % p for p in ps[1:]),
            links(RELATED, 'div'),
            FOOT,
        ),
    )


def dialogue(t, by, ps):
    talk = ['“你来了？”', '“来了。”', '“路上好走吗？”', '“好走，桥修好了。”', '他点点头，不再说话。']
    return page(
        t,
        '<ul>%s</ul><div class="text"><h3>%s</h3>%s%s%s</div><div><a href=1>上一篇</a><a href=2>下一篇</a></div><ul>%s</ul>'
        % (links(NAVIGATION), t, paragraphs(ps[:2]), paragraphs(talk), paragraphs(ps[2:]), links(RELATED)),
    )


def portal(t, by, ps):
    columns = ''.join('<dl><dt>%s<dd>%s</dl>' % (n, links(NAVIGATION, 'b')) for n in NAVIGATION)
    digests = ''.join('<div><a href=h>%s</a><p>%s<a href=m>下一页</a></p></div>' % (r, DIGEST) for r in RELATED)
    return page(
        t,
        '<div>%s</div><div><div>%s</div><div><div>%s</div><div>%s</div><div>%s</div></div><div>%s</div>'
        '</div><div>%s</div>'
        % (columns, digests, t, by, ''.join('<div>%s</div>' % p for p in ps), links(RELATED * 6), FOOT),
    )


def parted(t, by, ps):
    return page(
        t,
        '<div>%s</div><div class=main><h1>%s</h1><div class=p1>%s</div><div class=x><a href=z>图片库</a></div>'
        '<div class=p2>%s</div>'
        '</div><div>%s</div>' % (links(NAVIGATION, 'a'), t, paragraphs(ps[:3]), paragraphs(ps[3:]), links(RELATED)),
    )


def captioned(t, by, ps):
    return page(
        t,
        '<header><h1>某某网</h1>%s</header><article><h2>%s</h2><figure><img><figcaption>%s</figcaption>'
        '</figure>%s</article>'
        '<section class="comments"><h3>网友评论</h3><p>支持！</p></section><footer>%s</footer>'
        % (links(NAVIGATION, 'a'), t, ps[3], paragraphs(ps), FOOT),
    )


KINDS = [
    news,
    tables,
    blog,
    hashed,
    forum,
    novel,
    wiki,
    question,
    office,
    unmarked,
    commented,
    short,
    manual,
    hyperlinked,
    bare,
    mobile,
    form,
    english,
    recipe,
    dialogue,
    portal,
    parted,
    captioned,
]
NOT_ARTICLE = (
    NAVIGATION
    + RELATED
    + [
        FOOT,
        DIGEST,
        '相关新闻',
        '热门',
        '网友评论',
        '相似问题',
        '目录',
        '前一节',
        '后一节',
        '上一篇',
        '下一篇',
        '下一页',
        '搜索',
        '写得真好，让我想起了外婆家门前的那条路。',
        '请问从车站怎么走？',
        '支持！',
        '顶一下楼上的朋友，说得有道理。',
        '某网友',
        '某某网',
    ]
)
EITHER = ['网友%d' % i for i in range(9)] + [by for _, by, _ in TEXTS]  # bylines and the like: right both ways


def squeeze(text):
    return re.sub(r'\s+', '', text)


def run(tool, html, options=''):
    return subprocess.run(
        '%s %s' % (tool, options), shell=True, input=html.encode(), capture_output=True, timeout=60
    ).stdout.decode('utf-8', 'replace')


def score(tool, html, others):
    """Precision and recall of one page.

    Lines and cells of the whole text are the pieces; those that are one of `others`, or made of them, are not of the
    article.
    """
    kept = squeeze(run(tool, html, '--main'))
    right = wrong = total = 0
    for line in re.split('[\n\t]', run(tool, html)):
        piece = squeeze(line)
        if not piece or piece in EITHER:
            continue
        rest = piece
        for other in sorted(others, key=len, reverse=True):
            rest = rest.replace(squeeze(other), '')
        article = len(re.sub('[|>·]', '', rest)) > 0
        here = piece in kept
        total += len(piece) * article
        right += len(piece) * (article and here)
        wrong += len(piece) * (not article and here)
    return right / max(1, right + wrong), right / max(1, total)


def debian_pages():
    """DocBook's pages: navigation stands in div.navheader and div.navfooter."""
    found = []
    for pattern in (
        '/usr/share/doc/*/**/*.zh-cn.html',
        '/usr/share/doc/*/**/zh-CN/**/*.html',
        '/usr/share/doc/*/**/zh_CN*/**/*.html',
        '/usr/share/debian-reference/*.zh-cn.html',
    ):
        found += glob.glob(pattern, recursive=True)
    for name in sorted(set(os.path.realpath(f) for f in found))[::7][:12]:
        html = open(name, encoding='utf-8', errors='replace').read()
        around = re.findall(r'<div class="nav(?:header|footer)">.*?</table>\s*(?:<hr[^>]*>)?\s*</div>', html, re.S)
        if around:
            yield name, html, around


def main():
    tool, verbose = sys.argv[1], '-v' in sys.argv
    scores = []
    for kind in KINDS:
        for t, by, ps in TEXTS:
            p, r = score(tool, kind(t, by, ps), NOT_ARTICLE)
            scores.append((p, r))
            if verbose or p < 0.9 or r < 0.9:
                print('%-12s precision %.3f recall %.3f' % (kind.__name__, p, r))
    for name, html, around in debian_pages():
        others = [l for a in around for l in run(tool, a).replace('\t', '\n').split('\n') if l.strip()]
        p, r = score(tool, html, others)
        scores.append((p, r))
        if verbose or p < 0.9 or r < 0.9:
            print('%s precision %.3f recall %.3f' % (name, p, r))
    print(
        '%d pages: precision %.3f recall %.3f'
        % (len(scores), sum(p for p, _ in scores) / len(scores), sum(r for _, r in scores) / len(scores))
    )


if __name__ == '__main__':
    main()
