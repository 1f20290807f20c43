#!/usr/bin/env python3
"""names.py HANSEG: of a thousand made names of persons in sentences, how many HANSEG leaves whole.

Twenty surnames, twenty given names, two of five frames for each pair; text and names are ours.
"""
import subprocess
import sys

SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'
GIVEN = '雨桐 梓涵 志远 晓峰 建华 丽娟 思源 浩然 国栋 文博 佳怡 秀英 子轩 海燕 振宇 静 磊 婷 毅 欣'.split()
FRAMES = ('%s来到北京', '昨天%s说他不去', '记者采访了%s', '经理%s表示同意', '我和%s一起工作')


def main():
    names, lines = [], []
    for s, surname in enumerate(SURNAMES):
        for g, given in enumerate(GIVEN):
            for f, frame in enumerate(FRAMES):
                if (s + g + f) % 2 == 0:
                    names.append(surname + given)
                    lines.append(frame % names[-1])
    cut = subprocess.run([sys.argv[1]], input='\n'.join(lines), capture_output=True, text=True, check=True).stdout
    whole = sum(name in line.split(' ') for name, line in zip(names, cut.splitlines()))
    print('%d of %d names whole' % (whole, len(names)))


if __name__ == '__main__':
    main()
